/// An HTTP(S) chart repository by its URL, in identity form: lower-case scheme and host, no trailing slash.
public struct ChartRepository: Hashable, Sendable, CustomStringConvertible {
    public let url: String

    /// Nil unless the text is an `http://` or `https://` URL with a host, and without user information and query: an
    /// identity is printed everywhere, and those are where people put secrets.
    public init?(_ text: String) {
        guard let separator = text.range(of: "://") else { return nil }
        let scheme = text[..<separator.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else { return nil }
        let rest = text[separator.upperBound...]
        guard !rest.contains(where: { $0 == "?" || $0 == "#" }) else { return nil }
        let hostEnd = rest.firstIndex(of: "/") ?? rest.endIndex
        let host = rest[..<hostEnd].lowercased()
        guard HostName.isLegal(host) else { return nil }
        var path = rest[hostEnd...]
        while path.hasSuffix("/") { path = path.dropLast() }
        guard URLPath.isSafe(path) else { return nil }
        url = "\(scheme)://\(host)\(path)"
    }

    /// `host/path`, the place of the repository below `--upstream DIR/http/`.
    public var hostAndPath: String {
        url.range(of: "://").map { String(url[$0.upperBound...]) } ?? url
    }

    public var description: String { url }
}

extension String {
    /// The first occurrence of `needle`, without Foundation.
    fileprivate func range(of needle: String) -> Range<String.Index>? {
        let pattern = Array(needle.utf8)
        let bytes = utf8
        var start = bytes.startIndex
        while start != bytes.endIndex {
            if bytes[start...].starts(with: pattern) {
                return start..<bytes.index(start, offsetBy: pattern.count)
            }
            start = bytes.index(after: start)
        }
        return nil
    }
}
