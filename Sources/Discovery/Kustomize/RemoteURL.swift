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

    /// False for most paths, told by their first segment: it names a scheme, a user or a host.
    static func mayBe(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, first != UInt8(ascii: "."), first != UInt8(ascii: "/") else { return false }
        return text.utf8.prefix { $0 != UInt8(ascii: "/") }.contains {
            $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "@")
        }
    }

    /// Nil for what is no such URL: a path, a URL of anything else.
    init?(_ text: String) {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            let found = Self.file(text[...]) ?? Self.repository(text[...]) ?? Self.unknown(text[...])
        else { return nil }
        self = found
    }

    init(
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
    init(_ repository: GitRepositoryName?, url: Substring, written: Substring, from start: Substring.Index) {
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
