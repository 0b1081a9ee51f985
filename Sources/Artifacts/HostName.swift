/// The grammar of hosts: names of labels, or an address, with an optional port.
///
/// Hosts become parts of paths and arguments of programs: none may be `..`, start with a dash, or be empty.
/// Source: the reference grammar of distribution ("domain"); a final dot, as fully qualified names have, is legal too.
enum HostName {
    static func isLegal(_ text: String) -> Bool {
        guard text.utf8.count <= 253 else { return false }
        let bytes = text.utf8[...]
        let isAddress = bytes.first == UInt8(ascii: "[")
        let end =
            isAddress
            ? bytes.firstIndex(of: UInt8(ascii: "]")).map(bytes.index(after:))
            : bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
        guard let end, isPort(bytes[end...]) else { return false }
        return isAddress ? isAddressInBrackets(bytes[..<end]) : isName(bytes[..<end])
    }

    /// Nothing, or a colon and digits.
    private static func isPort(_ bytes: Substring.UTF8View) -> Bool {
        guard let colon = bytes.first else { return true }
        let digits = bytes.dropFirst()
        return colon == UInt8(ascii: ":") && (1...5).contains(digits.count)
            && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    private static func isName(_ bytes: Substring.UTF8View) -> Bool {
        let name = bytes.last == UInt8(ascii: ".") ? bytes.dropLast() : bytes
        return name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
            guard let first = label.first, let last = label.last else { return false }
            return first != UInt8(ascii: "-") && last != UInt8(ascii: "-")
                && label.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
        }
    }

    private static func isAddressInBrackets(_ bytes: Substring.UTF8View) -> Bool {
        let inside = bytes.dropFirst().dropLast()
        return inside.contains(UInt8(ascii: ":"))
            && inside.allSatisfy { isHex($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }
}
