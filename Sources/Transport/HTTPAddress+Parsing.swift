extension HTTPAddress {
    /// Parses an absolute URL. `nil` when the scheme is neither http nor https, the host is missing or malformed,
    /// there is user information, the port is not a number from 1 to 65535, or the text is longer than
    /// ``TransportLimits/urlBytes``.
    ///
    /// Spaces and bytes beyond ASCII in path and query are percent-encoded, as browsers do; control characters are
    /// refused.
    public init?(_ text: String) {
        guard text.utf8.count <= TransportLimits.urlBytes, let colon = text.firstIndex(of: ":"),
            let scheme = Scheme(rawValue: text[..<colon].lowercased())
        else { return nil }
        var rest = text[text.index(after: colon)...]
        guard rest.hasPrefix("//") else { return nil }
        rest = rest.dropFirst(2)
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        rest = rest[authority.endIndex...].prefix { $0 != "#" }
        guard !authority.contains("@"), !authority.contains("\\"), let (host, port) = Self.parseAuthority(authority),
            let encoded = Self.encodeUnsafe(rest)
        else { return nil }
        let (path, query) = Self.splitQuery(encoded)
        self.init(scheme: scheme, host: host, port: port, path: path.isEmpty ? "/" : path, query: query)
    }

    static func splitQuery(_ text: String) -> (path: String, query: String?) {
        guard let mark = text.firstIndex(of: "?") else { return (text, nil) }
        return (String(text[..<mark]), String(text[text.index(after: mark)...]))
    }

    static func encodeUnsafe(_ text: Substring) -> String? {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case 0..<0x20, 0x7F: return nil
            case 0x20, 0x22, 0x3C, 0x3E, 0x80...0xFF: result += percentEncoded(byte)
            default: result.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return result
    }

    private static func parseAuthority(_ text: Substring) -> (String, Int?)? {
        var host = text
        var port: Int?
        if text.hasPrefix("[") {
            guard let close = text.firstIndex(of: "]") else { return nil }
            host = text[text.index(after: text.startIndex)..<close]
            let after = text[text.index(after: close)...]
            guard host.contains(":"), host.utf8.allSatisfy({ isHexDigit($0) || $0 == 0x3A || $0 == 0x2E }) else {
                return nil
            }
            if !after.isEmpty {
                guard after.hasPrefix(":"), let number = parsePort(after.dropFirst()) else { return nil }
                port = number
            }
            return (host.lowercased(), port)
        }
        if let colon = text.firstIndex(of: ":") {
            host = text[..<colon]
            guard let number = parsePort(text[text.index(after: colon)...]) else { return nil }
            port = number
        }
        guard !host.isEmpty, host.utf8.count <= 255, host.utf8.allSatisfy(isHostByte) else { return nil }
        return (host.lowercased(), port)
    }

    private static func parsePort(_ text: Substring) -> Int? {
        guard (1...5).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let port = Int(text),
            (1...65_535).contains(port)
        else { return nil }
        return port
    }

    /// Letters, digits, `.`, `-` and `_`: the underscore is no host name by RFC 1123, but container networks use it.
    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
        default: false
        }
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
        default: false
        }
    }
}
