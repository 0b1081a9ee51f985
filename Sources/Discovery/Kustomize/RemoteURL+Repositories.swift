import Artifacts

extension RemoteURL {
    /// A repository as kustomize names it: `https://host/org/repo//path?ref=v1`, `git@host:org/repo`, `github.com/…`.
    static func repository(_ text: Substring) -> RemoteURL? {
        let url = text.hasPrefix("git::") ? text.dropFirst(5) : text
        let queryStart = url.firstIndex(of: "?") ?? url.endIndex
        let query = url[queryStart...].dropFirst().split(separator: "&")
        func value(_ key: String) -> Substring? {
            query.first { $0.hasPrefix(key + "=") }.map { $0.dropFirst(key.count + 1) }
        }
        let written = (value("ref") ?? value("version")).flatMap { $0.isEmpty ? nil : $0 }
        guard let name = name(url[..<queryStart], isSurelyGit: url != text || written != nil) else { return nil }
        guard let written else { return RemoteURL(name.repository, nil, nil) }
        return RemoteURL(name.repository, url: text, written: written, from: name.end)
    }

    /// The repository that the part before the query names, and where its name ends.
    private static func name(
        _ url: Substring, isSurelyGit: Bool
    ) -> (repository: GitRepositoryName?, end: Substring.Index)? {
        var start = url.startIndex
        var prefix = ""
        var isSure = isSurelyGit
        if let scheme = url.firstRange(of: "://") {
            let schemes: [Substring] = ["https", "http", "ssh", "git"]
            guard schemes.contains(url[..<scheme.lowerBound]) else { return nil }
            isSure = isSure || url.hasPrefix("ssh:") || url.hasPrefix("git:")
            start = scheme.upperBound
        } else if let at = url.firstIndex(of: "@"), let colon = url[at...].firstIndex(of: ":"),
            !url[..<colon].contains("/")
        {
            isSure = true
            start = url.index(after: at)
        } else {
            guard !url.hasPrefix("."), !url.hasPrefix("/"), url.prefix(while: { $0 != "/" }).contains(".") else {
                return nil
            }
            prefix = "https://"
        }
        let host = url[start...].prefix { $0 != "/" && $0 != ":" }
        let isGitHub = host.lowercased() == "github.com"
        guard let pathStart = url[host.endIndex...].first.map({ _ in url.index(after: host.endIndex) }) else {
            return nil
        }
        let path = url[pathStart...]
        if let end = path.firstRange(of: ".git/")?.lowerBound ?? (path.hasSuffix(".git") ? url.endIndex : nil) {
            let whole = end == url.endIndex ? end : url.index(end, offsetBy: 4)
            return (GitRepositoryName(prefix + url[..<whole]), whole)
        }
        let double = prefix.isEmpty || isSure ? path.firstRange(of: "//") : nil
        let marked = path.firstRange(of: "/_git/")
        guard isSure || isGitHub || double != nil || marked != nil else { return nil }
        if let double { return (GitRepositoryName(prefix + url[..<double.lowerBound]), double.lowerBound) }
        // Without a mark, the first two segments are the repository; of Azure DevOps the one behind `_git`.
        let from = marked?.upperBound ?? pathStart
        let segments = url[from...].split(separator: "/", maxSplits: 2)
        guard let last = marked == nil ? segments.dropFirst().first : segments.first else { return nil }
        return (GitRepositoryName(prefix + url[..<last.endIndex]), last.endIndex)
    }
}
