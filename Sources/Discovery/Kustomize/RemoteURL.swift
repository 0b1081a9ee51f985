import Artifacts

/// A URL of something that a Git repository holds or publishes, and the revision in it.
///
/// Sources: kustomize, "remote targets" (the forms of repositories); the URLs of files, archives and releases of GitHub,
/// GitLab, Gitea and Bitbucket.
struct RemoteURL {
    /// Nil where a host of its own publishes what is released elsewhere.
    let repository: GitRepositoryName?
    /// A tag, a branch or a commit; nil where none is named.
    let revision: String?
    /// What is written for another tag; nil where the revision is a branch.
    let pattern: URLPattern?
    /// The revision is a version alone, whatever stands before it in the tag.
    let isBareVersion: Bool

    /// Nil for what is no such URL: a path, a URL of anything else.
    init?(_ text: String) {
        guard let found = Self.file(text[...]) ?? Self.repository(text[...]) ?? Self.unknown(text[...]) else {
            return nil
        }
        self = found
    }

    private init(
        _ repository: GitRepositoryName?, _ revision: String?, _ pattern: URLPattern?, isBareVersion: Bool = false
    ) {
        self.repository = repository
        self.revision = revision
        self.pattern = pattern
        self.isBareVersion = isBareVersion
    }

    /// A revision that is written in a URL, behind what names the repository.
    ///
    /// - Parameter written: A part of `url`.
    private init(_ repository: GitRepositoryName?, url: Substring, written: Substring, from start: Substring.Index) {
        let text = written.percentDecoded
        if let line = Self.releaseLine(text) {
            // The branch of a line of releases, and a release of it in the path.
            self = Self.release(ofLine: line, repository, url: url, branch: written) ?? Self(repository, nil, nil)
        } else {
            let pattern = URLPattern(url: url, written: written, tag: text, from: start)
            self.init(repository, text, pattern)
        }
    }
}

extension RemoteURL {
    /// `…/releases/download/TAG/FILE`, `…/raw/TAG/PATH`, `…/archive/TAG.tar.gz` and the like.
    private static func file(_ url: Substring) -> RemoteURL? {
        guard let start = webPathStart(of: url) else { return nil }
        let end = url[start...].firstIndex { $0 == "?" || $0 == "#" } ?? url.endIndex
        let host = url[..<start].split(separator: "/").last.map { $0.lowercased() } ?? ""
        let segments = url[start..<end].split(separator: "/")
        switch host {
        case "raw.githubusercontent.com" where segments.count > 3:
            let repository = GitRepositoryName("https://github.com/\(segments[0])/\(segments[1])")
            return revision(in: segments[2...], repository, url: url)
        case "cdn.jsdelivr.net" where segments.count > 2 && segments[0] == "gh":
            let parts = segments[2].split(separator: "@", maxSplits: 1)
            let repository = GitRepositoryName("https://github.com/\(segments[1])/\(parts[0])")
            guard parts.count == 2 else { return RemoteURL(repository, nil, nil) }
            return RemoteURL(repository, url: url, written: parts[1], from: parts[1].startIndex)
        default:
            return publisher(segments, url: url) ?? gitLab(segments, url: url) ?? gitHub(segments, url: url)
        }
    }

    /// `https://host/org/repo/…`, of GitHub and what has the same paths.
    private static func gitHub(_ segments: [Substring], url: Substring) -> RemoteURL? {
        guard segments.count > 4 || segments.count > 3 && segments[2] == "archive" else { return nil }
        let repository = GitRepositoryName(String(url[..<segments[1].endIndex]))
        switch (segments[2], segments[3]) {
        case ("releases", "download"):
            // A tag with a slash may stand there as it is; the file is the last segment.
            let written = url[segments[4].startIndex..<segments[max(4, segments.count - 2)].endIndex]
            return segments.count > 5
                ? RemoteURL(repository, url: url, written: written, from: written.startIndex) : nil
        case ("releases", "latest"):
            return RemoteURL(repository, nil, nil)
        case ("raw", "branch"), ("raw", "commit"), ("raw", "tag"):
            // Gitea; a branch and a commit are no tags, whatever they look like.
            guard segments[3] == "tag" else { return RemoteURL(repository, nil, nil) }
            return RemoteURL(repository, url: url, written: segments[4], from: segments[4].startIndex)
        case ("raw", _):
            return revision(in: segments[3...], repository, url: url)
        case ("archive", _):
            return archive(segments[3...], repository, url: url)
        default:
            return nil
        }
    }

    /// `https://host/group/…/repo/-/…`.
    private static func gitLab(_ segments: [Substring], url: Substring) -> RemoteURL? {
        guard let dash = segments.firstIndex(of: "-"), dash >= 2, segments.count > dash + 3 else { return nil }
        let repository = GitRepositoryName(String(url[..<segments[dash - 1].endIndex]))
        switch segments[dash + 1] {
        case "raw": return revision(in: segments[(dash + 2)...], repository, url: url)
        case "archive", "releases":
            let written = segments[dash + 2]
            return RemoteURL(repository, url: url, written: written, from: written.startIndex)
        default: return nil
        }
    }

    /// Places where projects publish their releases: `HOST/PLACE/PROJECT/previous/TAG/FILE`.
    ///
    /// Sources: "Installing Tekton", "Installing Knative".
    private static func publisher(_ segments: [Substring], url: Substring) -> RemoteURL? {
        let organizations = ["tekton-releases": "tektoncd", "knative-releases": "knative"]
        guard segments.count > 4, segments[2] == "previous", let organization = organizations[String(segments[0])]
        else {
            return nil
        }
        let repository = GitRepositoryName("https://github.com/\(organization)/\(segments[1])")
        return RemoteURL(repository, url: url, written: segments[3], from: segments[3].startIndex)
    }

    /// The revision at the start of a path, which may have slashes itself.
    private static func revision(
        in path: ArraySlice<Substring>, _ repository: GitRepositoryName?, url: Substring
    ) -> RemoteURL? {
        let start = path.startIndex
        guard path.count > 1 else { return nil }
        if path[start] == "refs", path.count > 3 {
            guard path[start + 1] == "tags" else { return RemoteURL(repository, nil, nil) }
            return revision(in: path[(start + 2)...], repository, url: url)
        }
        // `sdk/v0.13.0/sdk/…`: the tag of a Go module in a folder starts with that folder.
        let isOfModule =
            path.count > 2 && path[start] == path[start + 2] && URLPattern.isVersion(path[start + 1], parts: 3)
        let last = isOfModule ? start + 1 : start
        let written = url[path[start].startIndex..<path[last].endIndex]
        return RemoteURL(repository, url: url, written: written, from: written.startIndex)
    }

    private static func archive(
        _ path: ArraySlice<Substring>, _ repository: GitRepositoryName?, url: Substring
    ) -> RemoteURL? {
        guard let last = path.last, let suffix = [".tar.gz", ".tgz", ".zip"].first(where: last.hasSuffix) else {
            return nil
        }
        var start = path.startIndex
        if path[start] == "refs", path.count > 2 {
            guard path[start + 1] == "tags" else { return RemoteURL(repository, nil, nil) }
            start += 2
        }
        let end = url.index(last.endIndex, offsetBy: -suffix.count)
        guard path[start].startIndex < end else { return nil }
        let written = url[path[start].startIndex..<end]
        return RemoteURL(repository, url: url, written: written, from: written.startIndex)
    }

    /// A URL of a web server with a full version in it: something is pinned, and what it is cannot be told.
    private static func unknown(_ url: Substring) -> RemoteURL? {
        guard let start = webPathStart(of: url) else { return nil }
        let segments = url[start...].prefix { $0 != "?" }.split(separator: "/")
        guard let written = segments.first(where: { URLPattern.isVersion($0, parts: 3) }) else { return nil }
        return RemoteURL(nil, url: url, written: written, from: written.startIndex)
    }

    /// Behind the slash behind the host of an `http` URL.
    private static func webPathStart(of url: Substring) -> Substring.Index? {
        guard url.hasPrefix("https://") || url.hasPrefix("http://"), let scheme = url.firstRange(of: "://") else {
            return nil
        }
        return url[scheme.upperBound...].firstIndex(of: "/").map { url.index(after: $0) }
    }
}

extension RemoteURL {
    /// `release-1.27`, `release/v1.27`, `1.27.x`: the numbers of a branch of a line of releases; nil for anything else.
    private static func releaseLine(_ text: String) -> String? {
        let isLine = text.hasSuffix(".x")
        let name = isLine ? String(text.dropLast(2)) : text
        let numbers = name[URLPattern.versionStart(of: name)...]
        guard numbers.allSatisfy({ $0.isASCIIDigit || $0 == "." }), !numbers.isEmpty else { return nil }
        let isNamed = text.hasPrefix("release-") || text.hasPrefix("release/")
        return isLine || isNamed && numbers.split(separator: ".").count == 2 ? String(numbers) : nil
    }

    /// `release-1.27/releases/app-1.27.0.yaml`: the release that the path of a file on the branch names.
    private static func release(
        ofLine line: String, _ repository: GitRepositoryName?, url: Substring, branch: Substring
    ) -> RemoteURL? {
        var parts: [URLPattern.Part] = []
        var version: Substring?
        var copied = url.startIndex
        guard line.split(separator: ".").count == 2, let named = branch.firstRange(of: line) else { return nil }
        func found(_ part: URLPattern.Part, _ range: Range<Substring.Index>) {
            parts += [.literal(String(url[copied..<range.lowerBound])), part]
            copied = range.upperBound
        }
        found(.minor, named)
        var at = branch.endIndex
        while at < url.endIndex {
            let run = url[at...].prefix { $0.isASCIIDigit || $0 == "." }
            let text = run.hasSuffix(".") ? run.dropLast() : run
            if text.hasPrefix(line + "."), text.split(separator: ".").count == 3 {
                guard version == nil || version == text else { return nil }
                version = text
                found(.version(prefix: "v"), at..<text.endIndex)
            }
            at = run.isEmpty ? url.index(after: at) : run.endIndex
        }
        guard let version else { return nil }
        parts.append(.literal(String(url[copied...])))
        return RemoteURL(repository, String(version), URLPattern(parts), isBareVersion: true)
    }
}

extension RemoteURL {
    /// A repository as kustomize names it: `https://host/org/repo//path?ref=v1`, `git@host:org/repo`, `github.com/…`.
    private static func repository(_ text: Substring) -> RemoteURL? {
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

extension URLPattern {
    /// True for a version of so many numbers at least, with or without `v`, and nothing of words before it.
    static func isVersion(_ text: Substring, parts: Int) -> Bool {
        let bare = text.hasPrefix("v") ? text.dropFirst() : text
        let numbers = bare.prefix { $0.isASCIIDigit || $0 == "." }.split(
            separator: ".", omittingEmptySubsequences: false)
        return numbers.count >= parts && numbers.prefix(parts).allSatisfy { !$0.isEmpty }
    }
}

extension Substring {
    /// `%2F` and `%2B` as what they stand for: what a tag may have and a path segment may not.
    fileprivate var percentDecoded: String {
        String(
            replacing("%2F", with: "/").replacing("%2f", with: "/").replacing("%2B", with: "+")
                .replacing("%2b", with: "+")
        )
    }
}
