import Testing

@testable import Discovery

/// Whether a revision is a branch or may be a tag.
@Suite struct GitRevisionTests {
    @Test(arguments: [
        ("HEAD", GitRevision.branch), ("main", .branch), ("feature/login", .branch), ("refs/heads/v1.2.3", .branch),
        ("release-1.20", .lineOfReleases), ("release/1.20", .lineOfReleases),
        ("v1.2.3", .tag(name: "v1.2.3", head: "")),
        ("refs/tags/v1.2.3", .tag(name: "v1.2.3", head: "refs/tags/")), ("1.2", .tag(name: "1.2", head: "")),
        ("1.2.x", .tag(name: "1.2.x", head: "")), ("*", .tag(name: "*", head: "")),
        ("{{branch}}", .tag(name: "{{branch}}", head: "")),
        ("0123456789abcdef0123456789abcdef01234567", .tag(name: "0123456789abcdef0123456789abcdef01234567", head: "")),
    ]) func isTold(_ text: String, _ revision: GitRevision) {
        #expect(GitRevision(text) == revision)
    }
}
