/// What a revision of a Git repository is, as far as its text tells.
///
/// Source: gitrevisions(7) for `refs/…`. Nothing in a short name says whether a branch or a tag is meant; tags of releases
/// have a number in them.
enum GitRevision: Equatable {
    /// `HEAD`, `main`, `refs/heads/…`: it moves with every commit.
    case branch
    /// `release-1.27`: a branch, too, but one whose name says which releases it follows.
    case lineOfReleases
    /// A tag, and what is written before its name: `refs/tags/`, or nothing. A commit and text that something fills in count as tags.
    case tag(name: String, head: String)

    init(_ text: String) {
        let head = "refs/tags/"
        if text.hasPrefix(head) {
            self = .tag(name: String(text.dropFirst(head.count)), head: head)
        } else if text.hasPrefix("refs/heads/") {
            self = .branch
        } else if RemoteURL.releaseLine(text) != nil, !text.hasSuffix(".x") {
            self = .lineOfReleases
        } else if TemplateText.isIn(text)
            || text.utf8.contains(where: { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "*") })
        {
            self = .tag(name: text, head: "")
        } else {
            self = .branch
        }
    }
}
