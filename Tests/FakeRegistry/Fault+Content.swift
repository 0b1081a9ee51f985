extension Fault {
    static let statusLines: [Fault] = [
        Fault("no reason", .harmless) { $0.with(statusLine: "HTTP/1.1 \($0.status)") },
        Fault("HTTP/1.0", .harmless) { $0.with(statusLine: "HTTP/1.0 \($0.status) Old") },
        Fault("reason with odd bytes", .harmless) { $0.with(statusLine: "HTTP/1.1 \($0.status) \u{1B}[31m\u{202E}") },
        Fault("no status") { $0.with(statusLine: "HTTP/1.1") },
        Fault("status in words") { $0.with(statusLine: "HTTP/1.1 fine OK") },
        Fault("status of four digits") { $0.with(statusLine: "HTTP/1.1 2000 OK") },
        Fault("status 000") { $0.with(statusLine: "HTTP/1.1 000 None") },
        Fault("status 099") { $0.with(statusLine: "HTTP/1.1 099 Low") },
        Fault("status 999") { $0.with(statusLine: "HTTP/1.1 999 High") },
        Fault("status -200") { $0.with(statusLine: "HTTP/1.1 -200 OK") },
        Fault("interim status alone", hangs: true) { $0.with(statusLine: "HTTP/1.1 101 Switching Protocols") },
        Fault("HTTP/9.9") { $0.with(statusLine: "HTTP/9.9 \($0.status) OK") },
        Fault("another protocol") { $0.with(statusLine: "ICY 200 OK") },
        Fault("HTTP/0.9") { $0.delivered(.raw($0.body)) },
        Fault("nothing but line ends", by: .raw(Array("\r\n\r\n\r\n".utf8))),
        Fault("a TLS alert", by: .raw([0x15, 3, 1, 0, 2, 2, 40])),
        Fault("zeros", by: .raw(Array(repeating: 0, count: 512))),
    ]

    static let floods: [Fault] = [
        Fault("an interim answer", .harmless, by: .interim(1)),
        Fault("twenty interim answers", .harmless, by: .interim(20)),
        Fault("endless interim answers", by: .endless(.interimAnswers)),
        Fault("endless headers", by: .endless(.headers)),
        Fault("endless body", by: .endless(.body)),
        Fault("a header of a megabyte") { $0.with("X-Long", String(repeating: "x", count: 1 << 20)) },
        Fault("a colon alone") { $0.with("", "nameless") },
    ]

    static let encodings: [Fault] = [
        Fault("gzip that is none") { $0.with("Content-Encoding", "gzip") },
        Fault("gzip") { $0.with(body: Gzip.stored($0.body)).with("Content-Encoding", "gzip") },
        Fault("gzip without its last bytes") {
            $0.with(body: Gzip.stored($0.body).dropLast(4)).with("Content-Encoding", "gzip")
        },
        Fault("gzip cut in the middle") {
            let whole = Gzip.stored($0.body)
            return $0.with(body: Array(whole.prefix(whole.count / 2 + 8))).with("Content-Encoding", "gzip")
        },
        Fault("empty gzip") { $0.with(body: []).with("Content-Encoding", "gzip") },
        Fault("a gzip bomb") { $0.with(body: Gzip.bomb(unpacked: 10 << 20)).with("Content-Encoding", "gzip") },
        Fault("an unknown encoding") { $0.with("Content-Encoding", "rot13") },
        Fault("deflate that is none") { $0.with("Content-Encoding", "deflate") },
    ]

    static let statuses: [Fault] = [
        Fault("no content") { $0.with(status: 204, body: []) },
        Fault("empty body") { $0.with(body: []) },
        Fault("partial content") { $0.with(status: 206, body: Array($0.body.prefix($0.half))) },
        Fault("HTML") { $0.with(body: Array("<html>Please log in</html>".utf8)).with(type: "text/html") },
        Fault("another type") { $0.with(type: "text/plain") },
        Fault("never changed") { $0.with(status: 304, body: []) },
        Fault("server error") { _ in FakeReply(500, text: "oops") },
        Fault("unavailable, and never again") { _ in FakeReply(503).with("Retry-After", "31536000") },
        Fault("too many requests, seconds") { _ in FakeReply(429).with("Retry-After", "120") },
        Fault("too many requests, fractions") { _ in FakeReply(429).with("Retry-After", "2.5") },
        Fault("too many requests, a date") { _ in
            FakeReply(429).with("Retry-After", "Tue, 14 Nov 2023 22:15:20 GMT")
        },
        Fault("too many requests, Unix time") { _ in FakeReply(429).with("Retry-After", "1700000120") },
        Fault("too many requests, nonsense") { _ in FakeReply(429).with("Retry-After", "soon") },
        Fault("redirect to nowhere") { _ in FakeReply(307) },
        Fault("redirect to another protocol") { _ in .redirect(to: "file:///etc/passwd") },
        Fault("redirect to a closed port") { _ in .redirect(to: "http://127.0.0.1:1/") },
        Fault("redirect in a circle") { _ in .redirect(to: "?") },
    ]

    /// Eight seeds for each part: each has its own way of going wrong.
    static let garbled: [Fault] = (1...8).flatMap { seed in
        [
            Fault("flipped bits in the head, seed \(seed)", .lying, hangs: true, by: .garbled(.head, seed: seed)),
            Fault("flipped bits in the body, seed \(seed)", .lying, by: .garbled(.body, seed: seed)),
        ]
    }
}

extension FakeReply {
    fileprivate func with(type: String) -> FakeReply {
        var copy = self
        copy.headers.removeAll { $0.name == "Content-Type" }
        return copy.with("Content-Type", type)
    }

    fileprivate func with(status: Int, body: [UInt8]) -> FakeReply {
        var copy = self
        copy.status = status
        copy.body = body
        return copy
    }
}
