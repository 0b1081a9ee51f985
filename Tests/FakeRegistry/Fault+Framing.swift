extension Fault {
    /// The connection, not what it carries, goes wrong.
    static let connections: [Fault] = [
        Fault("hang up", by: .hangUp),
        Fault("silence", hangs: true, by: .silent),
        Fault("reset at once", by: .reset(nil)),
        Fault("reset in the head", by: .reset(.head)),
        Fault("reset in the body", by: .reset(.body)),
        Fault("cut after the head", by: .cut(after: 0)),
        Fault("cut in the body") { $0.delivered(.cut(after: $0.half)) },
        Fault("cut before the last byte") { $0.delivered(.cut(after: max(0, $0.body.count - 1))) },
        Fault("cut in the status line", by: .cutAnswer(after: 7)),
        Fault("cut after the status line", by: .cutAnswer(after: 17)),
        Fault("cut in the fields", by: .cutAnswer(after: 40)),
        Fault("cut before the empty line") {
            $0.delivered(.cutAnswer(after: $0.head(length: $0.body.count).count - 2))
        },
        Fault("stall after the head", hangs: true, by: .stalled(after: 0)),
        Fault("stall in the body", hangs: true) { $0.delivered(.stalled(after: $0.half)) },
        Fault("head byte by byte", .harmless, by: .dripped(.head, milliseconds: 1)),
        Fault("body byte by byte", .harmless, by: .dripped(.body, milliseconds: 1)),
        Fault("head too slow", hangs: true, by: .dripped(.head, milliseconds: 40)),
        Fault("body too slow", hangs: true, by: .dripped(.body, milliseconds: 40)),
        Fault("the answer twice", .harmless, by: .twice),
    ]

    static let lengths: [Fault] = [
        Fault("no length", .harmless, by: .unframed),
        Fault("length too long, then the end") { reply in
            reply.with("Content-Length", "\(reply.body.count + 10)").delivered(.cut(after: reply.body.count))
        },
        Fault("length too long, then nothing", hangs: true) { reply in
            reply.with("Content-Length", "\(reply.body.count + 10)")
        },
        Fault("length too short") { $0.with("Content-Length", "\(max(0, $0.body.count - 3))") },
        Fault("length negative") { $0.with("Content-Length", "-1") },
        Fault("length in words") { $0.with("Content-Length", "twelve") },
        Fault("length beyond numbers") { $0.with("Content-Length", "99999999999999999999") },
        Fault("length with another, shorter") { reply in
            reply.with("Content-Length", "\(reply.body.count)").with("Content-Length", "\(reply.half)")
        },
        Fault("length with another, longer") { reply in
            reply.with("Content-Length", "\(reply.half)").with("Content-Length", "\(reply.body.count)")
        },
        Fault("two lengths in one field") { $0.with("Content-Length", "\($0.half), \($0.body.count)") },
        Fault("length twice", .harmless) { reply in
            reply.with("Content-Length", "\(reply.body.count)").with("Content-Length", "\(reply.body.count)")
        },
    ]

    static let chunks: [Fault] = [
        Fault("chunks of 1 byte", .harmless, by: .chunked(1)),
        Fault("chunks of 7 bytes", .harmless, by: .chunked(7)),
        Fault("chunk size that is no number", by: .chunkStream(Array("zz\r\nhello\r\n0\r\n\r\n".utf8))),
        Fault("chunk size beyond numbers", by: .chunkStream(Array("FFFFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n".utf8))),
        Fault("chunk size negative", by: .chunkStream(Array("-5\r\nhello\r\n0\r\n\r\n".utf8))),
        Fault("chunk longer than its size") { $0.inOneChunk(of: $0.half, "\r\n0\r\n\r\n") },
        Fault("chunk without an end") { $0.inOneChunk(of: $0.body.count, "0\r\n\r\n") },
        Fault("chunks without a last one") { $0.inOneChunk(of: $0.body.count, "\r\n") },
        Fault("last chunk too early") { $0.with(body: Array($0.body.prefix($0.half))).delivered(.chunked(64)) },
        Fault("no chunk at all", by: .chunkStream([])),
        Fault("chunked in name only", hangs: true) { $0.with("Transfer-Encoding", "chunked") },
    ]
}

extension FakeReply {
    /// Half of its bytes: what arrives before something breaks.
    var half: Int { body.count / 2 }

    public func with(body: [UInt8]) -> FakeReply {
        var copy = self
        copy.body = body
        return copy
    }

    /// The body as a chunk that claims this size, and what comes after it.
    fileprivate func inOneChunk(of size: Int, _ rest: String) -> FakeReply {
        delivered(.chunkStream(Array("\(String(size, radix: 16))\r\n".utf8) + body + Array(rest.utf8)))
    }
}
