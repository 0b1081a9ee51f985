internal import CCurl
internal import Glibc

/// Finds out whether a server speaks TLS, by the first byte of its answer to a handshake message.
///
/// A whole handshake by libcurl would do, but for two things: a plain server that reads line by line waits for the
/// end of a line that a handshake need not hold, and then both sides wait; and loading the machine's certificates
/// takes 20 ms. So the message here holds line ends where its format allows any bytes, and a TLS server may refuse it
/// as it likes: it does so in TLS.
struct TLSProbe {
    let host: String
    let port: Int

    /// Blocks, at most ``TransportLimits/probeSeconds`` for each address of the host.
    func run() -> Bool {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        // Names below localhost are that by RFC 6761, and unknown to resolvers.
        let name = host.hasSuffix(".localhost") ? "localhost" : host
        guard getaddrinfo(name, String(port), &hints, &list) == 0 else { return false }
        defer { freeaddrinfo(list) }
        var next = list
        while let address = next?.pointee {
            if let answer = ask(address) { return answer }
            next = address.ai_next
        }
        return false
    }

    /// `nil` when nobody listens at this address.
    private func ask(_ address: addrinfo) -> Bool? {
        let connection = socket(
            address.ai_family, address.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), address.ai_protocol)
        guard connection >= 0 else { return nil }
        defer { close(connection) }
        var limit = timeval(tv_sec: TransportLimits.probeSeconds, tv_usec: 0)
        for option in [SO_SNDTIMEO, SO_RCVTIMEO] {
            setsockopt(connection, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
        guard connect(connection, address.ai_addr, address.ai_addrlen) == 0 else { return nil }
        let hello = Self.hello
        guard send(connection, hello, hello.count, Int32(MSG_NOSIGNAL)) == hello.count else { return false }
        var first: UInt8 = 0
        var count = recv(connection, &first, 1, 0)
        while count < 0, errno == EINTR { count = recv(connection, &first, 1, 0) }
        // A TLS record: an alert or a handshake message.
        return count == 1 && (first == 0x15 || first == 0x16)
    }

    /// A ClientHello for TLS 1.3 and 1.2 (RFC 8446, section 4.1.2), without a server name. `random` and the session
    /// id may hold any bytes: these are line ends.
    static let hello: [UInt8] = {
        let lineEnds: [UInt8] = (0..<32).map { $0 % 2 == 0 ? 0x0D : 0x0A }
        let suites: [UInt8] = [
            0x13, 0x01, 0x13, 0x02, 0x13, 0x03, 0xC0, 0x2B, 0xC0, 0x2F, 0xC0, 0x2C, 0xC0, 0x30, 0x00, 0x9C, 0x00, 0x2F,
        ]
        let versions: [UInt8] = [0x00, 0x2B, 0, 5, 4, 0x03, 0x04, 0x03, 0x03]
        let groups: [UInt8] = [0x00, 0x0A, 0, 8, 0, 6, 0x00, 0x1D, 0x00, 0x17, 0x00, 0x18]
        let signatures: [UInt8] = [
            0x00, 0x0D, 0, 12, 0, 10, 0x04, 0x03, 0x08, 0x04, 0x04, 0x01, 0x05, 0x03, 0x08, 0x05,
        ]
        let keyShares: [UInt8] = [0x00, 0x33, 0, 2, 0, 0]
        let extensions = versions + groups + signatures + keyShares
        var body: [UInt8] = [0x03, 0x03]
        body += lineEnds
        body.append(UInt8(lineEnds.count))
        body += lineEnds
        body += counted(suites)
        body += [1, 0]
        body += counted(extensions)
        let message: [UInt8] = [0x01, 0] + counted(body)
        let record: [UInt8] = [0x16, 0x03, 0x01]
        return record + counted(message)
    }()

    /// With its length in two bytes before it.
    private static func counted(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8(bytes.count >> 8), UInt8(bytes.count & 0xFF)] + bytes
    }
}
