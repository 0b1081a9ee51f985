/// Collects the answer of one transfer while it arrives, within its limits.
///
/// Lives on the loop's thread: curl's callbacks reach it through the pointer that ``EasyHandle`` registers.
final class TransferSink {
    /// Why the sink stopped the transfer; curl itself then only reports a write error.
    enum Stop {
        case bodyTooLarge
        case headersTooLarge
        /// Two fields `Content-Length` with different numbers, or one that is no number that fits.
        case lengthsDiffer
        /// Enough of an error document was read: the answer stands as it is.
        case enough
    }

    private(set) var result = TransferResult()
    private(set) var stop: Stop?
    /// The empty line after the fields of the final answer has arrived. libcurl 7.88 reports success, too, when the
    /// connection ends between two fields; what is known by then is half of an answer.
    private(set) var isHeadComplete = false
    private let bodyLimit: Int
    private let expectsBody: Bool
    private var headerBytes = 0

    init(bodyLimit: Int, expectsBody: Bool) {
        self.bodyLimit = bodyLimit
        self.expectsBody = expectsBody
    }

    /// One header line, or the empty line after the last. Returns false to stop the transfer.
    func header(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        headerBytes += bytes.count
        guard headerBytes <= TransportLimits.headerBytes else {
            stop = .headersTooLarge
            return false
        }
        // What comes after the body (trailers, RFC 9110, section 6.5) must not change what the head said.
        if isHeadComplete { return true }
        var line = String(decoding: bytes, as: UTF8.self)
        while line.utf8.last == 0x0A || line.utf8.last == 0x0D { line.unicodeScalars.removeLast() }
        if line.isEmpty { return headersEnded() }
        if line.hasPrefix("HTTP/"), let status = Self.status(line) {
            // A status line begins an answer anew: what came before was an interim one.
            result = TransferResult(status: status)
            return true
        }
        guard let colon = line.firstIndex(of: ":") else { return true }
        result.headers.add(
            line[..<colon].trimmingSpaces(),
            line[line.index(after: colon)...].trimmingSpaces(),
        )
        return true
    }

    /// A piece of the body. Returns false to stop the transfer.
    func body(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let limit = result.status >= 300 ? TransportLimits.errorBodyBytes : bodyLimit
        let room = limit - result.body.count
        guard bytes.count > room else {
            result.body.append(contentsOf: bytes)
            return true
        }
        guard result.status >= 300 else {
            stop = .bodyTooLarge
            return false
        }
        result.body.append(contentsOf: bytes.prefix(max(0, room)))
        stop = .enough
        return false
    }

    /// An announced length over the limit need not be read at all; a fitting one is reserved at once.
    private func headersEnded() -> Bool {
        guard result.status >= 200 else { return true }
        isHeadComplete = true
        guard Self.agree(result.headers.values(for: "Content-Length")) else {
            stop = .lengthsDiffer
            return false
        }
        guard expectsBody, (200..<300).contains(result.status), let text = result.headers["Content-Length"],
            let length = Int(text)
        else { return true }
        guard length <= bodyLimit || result.headers["Content-Encoding"] != nil else {
            stop = .bodyTooLarge
            return false
        }
        // The length is the peer's word: reserve a modest part of it, and let the array grow with what really comes.
        result.body.reserveCapacity(min(max(0, length), 1 << 20))
        return true
    }

    /// RFC 9112, section 6.3: lengths that differ make it unknown where the answer ends. libcurl takes the last one,
    /// and for one beyond its integers it waits until the connection ends.
    private static func agree(_ lengths: [String]) -> Bool {
        lengths.allSatisfy { text in
            text == lengths[0] && text.utf8.allSatisfy { (0x30...0x39).contains($0) } && Int(text) != nil
        }
    }

    private static func status(_ line: String) -> Int? {
        let words = line.split(separator: " ", maxSplits: 2)
        guard words.count >= 2, words[1].utf8.count == 3 else { return nil }
        return Int(words[1])
    }
}
