import Artifacts

extension RemoteURL {
    /// `…/releases/download/TAG/FILE`, `…/raw/TAG/PATH`, `…/archive/TAG.tar.gz` and the like.
    static func file(_ url: Substring) -> RemoteURL? {
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
    static func unknown(_ url: Substring) -> RemoteURL? {
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
