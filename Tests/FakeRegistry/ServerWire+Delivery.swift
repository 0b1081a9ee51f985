extension ServerWire {
    /// What becomes of the connection after an answer.
    enum Verdict {
        case keep
        case end
        /// Ended by RST instead of FIN.
        case reset
    }

    /// Sends an answer.
    mutating func send(_ reply: FakeReply, to request: FakeRequest) -> Verdict {
        let isBodiless = request.method == "HEAD" || [204, 304].contains(reply.status)
        let body = isBodiless ? [] : reply.body
        let head = reply.head(length: reply.body.count)
        switch reply.delivery {
        case .whole: return keep(write(head + body))
        case .twice: return keep(write(head + body + head + body))
        case .hangUp: return .end
        case .silent: return wait(after: [])
        case .raw(let bytes): return end(write(bytes))
        case .cutAnswer(let count): return end(write(Array((head + body).prefix(count))))
        case .cut(let count):
            guard !isBodiless else { return keep(write(head)) }
            return end(write(head + body.prefix(count)))
        case .stalled(let count):
            guard !isBodiless else { return keep(write(head)) }
            return wait(after: head + body.prefix(count))
        case .reset(nil): return .reset
        case .reset(.head): return write(Array(head.prefix(head.count / 2))) ? .reset : .end
        case .reset(.body): return write(head + body.prefix(body.count / 2)) ? .reset : .end
        case .garbled(.head, let seed): return end(write(BitFlips.apply(to: head, seed: seed) + body))
        case .garbled(.body, let seed): return keep(write(head + BitFlips.apply(to: body, seed: seed)))
        case .dripped(.head, let pause): return keep(drip(head + body, every: pause))
        case .dripped(.body, let pause): return keep(write(head) && drip(body, every: pause))
        case .unframed: return end(write(reply.head(length: nil) + body))
        case .interim(let count):
            for _ in 0..<count { guard write(Self.interim) else { return .end } }
            return keep(write(head + body))
        case .chunked(let size):
            let chunks = isBodiless ? [] : Self.chunks(body, size)
            return keep(write(reply.with("Transfer-Encoding", "chunked").head(length: nil) + chunks))
        case .chunkStream(let bytes):
            return end(
                write(reply.with("Transfer-Encoding", "chunked").head(length: nil) + (isBodiless ? [] : bytes)))
        case .endless(let filler): return end(flood(reply, filler, isBodiless: isBodiless))
        }
    }

    private func keep(_ wasSent: Bool) -> Verdict { wasSent ? .keep : .end }

    private func end(_ wasSent: Bool) -> Verdict { .end }

    /// Until the client, or `stop()`, ends the connection.
    private mutating func wait(after bytes: [UInt8]) -> Verdict {
        guard write(bytes) else { return .end }
        while receive() {}
        return .end
    }

    private func flood(_ reply: FakeReply, _ filler: FakeReply.Filler, isBodiless: Bool) -> Bool {
        switch filler {
        case .interimAnswers: return repeatedly(Self.interim)
        case .headers:
            let head = reply.head(length: nil)
            return write(Array(head.dropLast(2))) && repeatedly(Array("X-More: and more\r\n".utf8))
        case .body:
            guard write(reply.with("Transfer-Encoding", "chunked").head(length: nil)), !isBodiless else { return false }
            return repeatedly(Self.chunk(Array(repeating: 0x20, count: 16 << 10)))
        }
    }

    /// Ends when the client is gone: nothing takes the bytes any more.
    private func repeatedly(_ bytes: [UInt8]) -> Bool {
        let many = Array(repeatElement(bytes, count: max(1, (16 << 10) / bytes.count)).joined())
        while write(many) {}
        return false
    }

    private static let interim = Array("HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n".utf8)

    private static func chunks(_ body: [UInt8], _ size: Int) -> [UInt8] {
        var result: [UInt8] = []
        var start = 0
        while start < body.count {
            let piece = Array(body[start..<min(start + max(1, size), body.count)])
            result += chunk(piece)
            start += piece.count
        }
        return result + Array("0\r\n\r\n".utf8)
    }

    private static func chunk(_ piece: [UInt8]) -> [UInt8] {
        Array("\(String(piece.count, radix: 16))\r\n".utf8) + piece + [13, 10]
    }
}
