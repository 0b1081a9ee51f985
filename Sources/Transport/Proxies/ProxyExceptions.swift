internal import Glibc

/// The hosts of `no_proxy`, as libcurl reads them: names and addresses between commas or spaces.
///
///     *                   every host
///     example.com         the host and all below it; a leading dot changes nothing
///     10.0.0.0/8, ::1     addresses, and networks of them
struct ProxyExceptions: Sendable {
    private var includesAll = false
    private var names: [String] = []
    private var networks: [(bytes: [UInt8], bits: Int)] = []

    init(_ text: String) {
        for word in text.lowercased().split(whereSeparator: { $0 == "," || $0 == " " || $0 == "\t" }) {
            if word == "*" {
                includesAll = true
            } else if let network = Self.network(word) {
                networks.append(network)
            } else {
                names.append(Self.bare(word))
            }
        }
    }

    func contains(_ host: String) -> Bool {
        if includesAll { return true }
        if let address = Self.address(host) {
            return networks.contains { network in
                network.bytes.count == address.count && Self.agree(network.bytes, address, bits: network.bits)
            }
        }
        let name = Self.bare(host[...])
        return names.contains { name == $0 || name.hasSuffix(".\($0)") }
    }

    /// Without a dot at either end.
    private static func bare(_ name: Substring) -> String {
        var name = name
        if name.hasPrefix(".") { name.removeFirst() }
        if name.hasSuffix(".") { name.removeLast() }
        return String(name)
    }

    private static func network(_ word: Substring) -> (bytes: [UInt8], bits: Int)? {
        let parts = word.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let text = parts[0].hasPrefix("[") && parts[0].hasSuffix("]") ? parts[0].dropFirst().dropLast() : parts[0]
        guard let bytes = address(String(text)) else { return nil }
        guard parts.count == 2 else { return (bytes, bytes.count * 8) }
        guard let bits = Int(parts[1]), (0...bytes.count * 8).contains(bits) else { return nil }
        return (bytes, bits)
    }

    private static func address(_ text: String) -> [UInt8]? {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 { return withUnsafeBytes(of: four) { Array($0) } }
        var six = in6_addr()
        if inet_pton(AF_INET6, text, &six) == 1 { return withUnsafeBytes(of: six) { Array($0) } }
        return nil
    }

    private static func agree(_ left: [UInt8], _ right: [UInt8], bits: Int) -> Bool {
        (0..<bits).allSatisfy { bit in
            let mask = UInt8(0x80) >> UInt8(bit % 8)
            return left[bit / 8] & mask == right[bit / 8] & mask
        }
    }
}
