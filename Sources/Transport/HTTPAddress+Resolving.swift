extension HTTPAddress {
    /// Resolves a reference (absolute, `//host/…`, `/path`, `path`, `?query`) against this URL (RFC 3986, section 5.2).
    ///
    /// `nil` when the result is not a URL that ``init(_:)`` accepts.
    public func resolve(_ reference: String) -> HTTPAddress? {
        let reference = reference.trimmingSpaces()
        guard reference.utf8.count <= TransportLimits.urlBytes else { return nil }
        if Self.hasScheme(reference) { return HTTPAddress(reference)?.withoutDotSegments() }
        if reference.hasPrefix("//") { return HTTPAddress("\(scheme.rawValue):\(reference)")?.withoutDotSegments() }
        guard let encoded = Self.encodeUnsafe(reference.prefix { $0 != "#" }) else { return nil }
        let (path, query) = Self.splitQuery(encoded)
        if path.isEmpty { return with(query: query ?? self.query) }
        if path.hasPrefix("/") { return with(path: path, query: query).withoutDotSegments() }
        let folder = self.path[...(self.path.lastIndex(of: "/") ?? self.path.startIndex)]
        return with(path: folder + path, query: query).withoutDotSegments()
    }

    /// A scheme is a letter, then letters, digits, `+`, `-`, `.`, up to a colon that comes before any `/`, `?` and `#`.
    private static func hasScheme(_ text: String) -> Bool {
        guard let first = text.utf8.first, (0x41...0x5A).contains(first) || (0x61...0x7A).contains(first) else {
            return false
        }
        for byte in text.utf8.dropFirst() {
            switch byte {
            case UInt8(ascii: ":"): return true
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2B, 0x2D, 0x2E: continue
            default: return false
            }
        }
        return false
    }

    private func withoutDotSegments() -> HTTPAddress {
        guard path.contains("/.") else { return self }
        var kept: [Substring] = []
        let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        for (index, segment) in segments.enumerated() {
            let isLast = index == segments.count - 1
            switch segment {
            case ".":
                if isLast { kept.append("") }
            case "..":
                _ = kept.popLast()
                if isLast { kept.append("") }
            default:
                kept.append(segment)
            }
        }
        return with(path: "/" + kept.joined(separator: "/"), query: query)
    }
}
