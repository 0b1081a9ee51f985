/// A Git repository: its identity (`https://host/path`, no `.git`) and the spelling that is fetched.
public struct GitRepositoryName: Hashable, Sendable {
    public let identity: String
    /// The URL as the tree spells it: what `git` is given.
    public let url: String

    /// Reads `https://…`, `ssh://git@…` and `git@host:path`; nil for anything else, so that no URL can be an option
    /// or a remote helper (`ext::`).
    public init?(_ text: String) {
        var rest: Substring
        if text.hasPrefix("https://") || text.hasPrefix("http://") || text.hasPrefix("ssh://") {
            guard let start = text.firstIndex(of: "/") else { return nil }
            rest = text[start...].dropFirst(2)
            guard !rest.hasPrefix("-") else { return nil }
            if let at = rest.firstIndex(of: "@"), !rest[..<at].contains("/") { rest = rest[rest.index(after: at)...] }
        } else if let at = text.firstIndex(of: "@"), let colon = text.firstIndex(of: ":"), at < colon,
            Self.isUser(text[..<at]), !text[at..<colon].contains("/")
        {
            let host = text[text.index(after: at)..<colon]
            rest = host + "/" + text[text.index(after: colon)...].drop { $0 == "/" }
        } else {
            return nil
        }
        while rest.hasSuffix("/") { rest = rest.dropLast() }
        if rest.hasSuffix(".git") { rest = rest.dropLast(4) }
        guard let slash = rest.firstIndex(of: "/"), slash != rest.startIndex else { return nil }
        let host = rest[..<slash].lowercased()
        let path = rest[slash...]
        guard HostName.isLegal(host), path.count > 1, URLPath.isSafe(path) else { return nil }
        identity = "https://\(host)\(path)"
        url = text
    }

    /// `host/path`, the place of the repository below `--upstream DIR/git/`, where `.git` follows.
    public var hostAndPath: String { String(identity.dropFirst("https://".count)) }

    /// A name that cannot be taken for an option, a path or a scheme.
    private static func isUser(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, first != UInt8(ascii: "-") else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): true
            case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): true
            default: false
            }
        }
    }

    public static func == (left: Self, right: Self) -> Bool { left.identity == right.identity }
    public func hash(into hasher: inout Hasher) { hasher.combine(identity) }
}
