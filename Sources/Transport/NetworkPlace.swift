internal import Glibc

/// Where a host lies, as far as its spelling tells: names other than `localhost` count as public, because they are
/// not resolved here.
///
/// A redirect or a token realm that leads from a public place to an inner one is how a hostile server makes a client
/// probe its own network (SSRF).
public enum NetworkPlace: String, Sendable {
    case loopback
    /// RFC 1918, carrier-grade NAT, unique local IPv6.
    case privateNetwork
    /// Link-local, where clouds keep their metadata services.
    case linkLocal
    /// Unspecified, multicast, broadcast, reserved.
    case special
    case publicNetwork

    public init(host: String) {
        var name = host.lowercased()
        if name.hasSuffix(".") { name.removeLast() }
        if name == "localhost" || name.hasSuffix(".localhost") {
            self = .loopback
        } else if let bytes = Self.ipv4(name) {
            self = Self.classify(ipv4: bytes)
        } else if let bytes = Self.ipv6(name) {
            self = Self.classify(ipv6: bytes)
        } else {
            self = .publicNetwork
        }
    }

    /// Also the spellings that resolvers accept: `127.1`, `0x7f000001`, `2130706433`.
    private static func ipv4(_ text: String) -> [UInt8]? {
        guard let first = text.utf8.first, (0x30...0x39).contains(first) else { return nil }
        var address = in_addr()
        guard inet_aton(text, &address) != 0 else { return nil }
        return withUnsafeBytes(of: address.s_addr) { Array($0) }
    }

    private static func ipv6(_ text: String) -> [UInt8]? {
        guard text.contains(":") else { return nil }
        var address = in6_addr()
        guard inet_pton(AF_INET6, String(text.prefix { $0 != "%" }), &address) == 1 else { return nil }
        return withUnsafeBytes(of: address) { Array($0) }
    }

    private static func classify(ipv4 bytes: [UInt8]) -> NetworkPlace {
        switch (bytes[0], bytes[1]) {
        case (127, _): .loopback
        case (10, _), (172, 16...31), (192, 168), (100, 64...127): .privateNetwork
        case (169, 254): .linkLocal
        case (0, _), (224...255, _): .special
        default: .publicNetwork
        }
    }

    private static func classify(ipv6 bytes: [UInt8]) -> NetworkPlace {
        let head = bytes.prefix(10)
        if head.allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
            return classify(ipv4: Array(bytes[12...]))
        }
        // NAT64 (64:ff9b::/96) carries an IPv4 address too.
        if bytes.prefix(12).elementsEqual([0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]) {
            return classify(ipv4: Array(bytes[12...]))
        }
        if bytes.prefix(15).allSatisfy({ $0 == 0 }) { return bytes[15] == 1 ? .loopback : .special }
        if bytes.prefix(12).allSatisfy({ $0 == 0 }) { return classify(ipv4: Array(bytes[12...])) }
        switch (bytes[0], bytes[1]) {
        case (0xFE, 0x80...0xBF): return .linkLocal
        case (0xFC...0xFD, _): return .privateNetwork
        case (0xFF, _): return .special
        default: return .publicNetwork
        }
    }
}
