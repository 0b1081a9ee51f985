extension HTTPAddress {
    /// Percent-encodes the value of a query item: everything but unreserved characters, `:` and `/` (RFC 3986,
    /// section 3.4).
    public static func encodeQueryValue(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, 0x3A, 0x2F:
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                result += percentEncoded(byte)
            }
        }
        return result
    }

    /// `a=1&b=2`, as a query or as the body of a form.
    public static func encodeQuery(_ items: [(name: String, value: String)]) -> String {
        items.map { "\(encodeQueryValue($0.name))=\(encodeQueryValue($0.value))" }.joined(separator: "&")
    }

    /// The value of the first query item of this name, decoded (`+` is a space).
    public func queryValue(_ name: String) -> String? {
        guard let query else { return nil }
        for item in query.split(separator: "&") {
            let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if Self.decode(parts[0]) == name { return parts.count > 1 ? Self.decode(parts[1]) : "" }
        }
        return nil
    }

    static func percentEncoded(_ byte: UInt8) -> String {
        let digits = Array("0123456789ABCDEF")
        return "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
    }

    /// Undoes percent-encoding; a `+` is a space in queries and forms only.
    static func decode(_ text: Substring, plusIsSpace: Bool = true) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if plusIsSpace, byte == UInt8(ascii: "+") {
                bytes.append(0x20)
            } else if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
