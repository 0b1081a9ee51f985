internal import Glibc

/// HTTP/1.1 on one connection, from the server's side.
struct ServerWire {
    let connection: Int32
    private let hangsUpOnTLS: Bool
    private var buffer: [UInt8] = []

    init(_ connection: Int32, hangsUpOnTLS: Bool) {
        self.connection = connection
        self.hangsUpOnTLS = hangsUpOnTLS
    }

    /// The next request; `nil` when the peer is gone, or does not speak HTTP.
    mutating func readRequest(_ number: Int) -> FakeRequest? {
        var end: Int?
        while end == nil {
            // A TLS handshake begins with 22: there is nothing to say to it.
            if hangsUpOnTLS && buffer.first == 0x16 || buffer.count > 1 << 20 { return nil }
            end = headEnd()
            if end == nil, !receive() { return nil }
        }
        guard let end else { return nil }
        let lines = String(decoding: buffer[..<end], as: UTF8.self).split(separator: "\r\n")
        buffer.removeFirst(end + 4)
        let words = (lines.first ?? "").split(separator: " ")
        guard words.count == 3 else { return nil }
        let headers = lines.dropFirst().compactMap { line -> (name: String, value: String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            return (String(line[..<colon]), String(value))
        }
        var request = FakeRequest(
            method: String(words[0]),
            target: String(words[1]),
            headers: headers,
            body: [],
            connection: number,
        )
        let length = request.header("Content-Length").flatMap { Int($0) } ?? 0
        while buffer.count < length { if !receive() { return nil } }
        request.body = Array(buffer.prefix(length))
        buffer.removeFirst(length)
        return request
    }

    private func headEnd() -> Int? {
        guard buffer.count >= 4 else { return nil }
        return (0...(buffer.count - 4)).first { buffer[$0..<($0 + 4)].elementsEqual([13, 10, 13, 10]) }
    }

    mutating func receive() -> Bool {
        var piece = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            let count = recv(connection, &piece, piece.count, 0)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            buffer.append(contentsOf: piece[..<count])
            return true
        }
    }

    func write(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { raw in
                Glibc.send(connection, raw.baseAddress?.advanced(by: sent), raw.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }
}
