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
            if let at = rest.firstIndex(of: "@"), !rest[..<at].contains("/") { rest = rest[rest.index(after: at)...] }
        } else if let at = text.firstIndex(of: "@"), let colon = text.firstIndex(of: ":"), at < colon,
            !text[..<colon].contains("/")
        {
            let host = text[text.index(after: at)..<colon]
            rest = host + "/" + text[text.index(after: colon)...]
        } else {
            return nil
        }
        while rest.hasSuffix("/") { rest = rest.dropLast() }
        if rest.hasSuffix(".git") { rest = rest.dropLast(4) }
        guard let slash = rest.firstIndex(of: "/"), slash != rest.startIndex else { return nil }
        let host = rest[..<slash].lowercased()
        let path = rest[slash...]
        guard RepositoryName.isHost(host), path.count > 1, path.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            return nil
        }
        identity = "https://\(host)\(path)"
        url = text
    }

    public static func == (left: Self, right: Self) -> Bool { left.identity == right.identity }
    public func hash(into hasher: inout Hasher) { hasher.combine(identity) }
}
