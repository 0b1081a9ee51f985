import Artifacts
import Testing

@Suite struct RepositoryNameTests {
    @Test(arguments: [
        "a", "0", "a0", "a.b", "a_b", "a__b", "a-b", "a--b", "a-----b", "a/b", "a/b/c/d/e", "1.2.3", "a.b_c-d__e/f",
    ])
    func path(_ path: String) throws {
        let name = try #require(RepositoryName(host: "ghcr.io", path: path))
        #expect(name.path == path)
        #expect(name.description == "ghcr.io/\(path)")
        #expect(RepositoryName(name.description) == name)
    }

    @Test(arguments: [
        "", "/", "a/", "/a", "a//b", "A", "aB", ".a", "a.", "_a", "a_", "-a", "a-", "a..b", "a._b", "a___b", "a_-b",
        "a-_b",
        "a-.b", ".", "..", "a/..", "a/../b", "a b", "a:b", "a@b", "a?b", "a#b", "a%b", "a\\b", "a\n", "é", "a\u{0}",
    ])
    func noPath(_ path: String) {
        #expect(RepositoryName(host: "ghcr.io", path: path) == nil)
    }

    @Test(arguments: [
        ("ghcr.io", "ghcr.io"), ("GHCR.IO", "ghcr.io"), ("localhost", "localhost"),
        ("localhost:5000", "localhost:5000"),
        ("10.0.0.1:5000", "10.0.0.1:5000"), ("[2001:db8::1]", "[2001:db8::1]"), ("[::1]:5000", "[::1]:5000"),
        ("a-b.c-d", "a-b.c-d"), ("example.com.", "example.com."), ("index.docker.io", "docker.io"),
        ("registry-1.docker.io", "docker.io"), ("Registry.Hub.Docker.com", "docker.io"), ("docker.io", "docker.io"),
    ])
    func host(_ host: String, canonical: String) {
        #expect(RepositoryName(host: host, path: "a")?.host == canonical)
    }

    @Test(arguments: [
        "", ".", "..", "...", "-", "-a", "a-", "a..b", ".a", "a_b", "a b", "a/b", "a@b", "a:", "a:b", "a:1:2", ":1",
        "a:123456",
        "[", "[]", "[a]", "[::1", "::1", "[::1]x", "[::g]", "a]", "é", "a\n", "a?", "a#",
        String(repeating: "a", count: 254),
    ])
    func noHost(_ host: String) {
        #expect(RepositoryName(host: host, path: "a") == nil)
    }

    @Test func wholeNameHas255BytesAtMost() {
        let host = "ghcr.io"
        #expect(RepositoryName(host: host, path: String(repeating: "a", count: 254 - host.utf8.count)) != nil)
        #expect(RepositoryName(host: host, path: String(repeating: "a", count: 255 - host.utf8.count)) == nil)
    }

    @Test(arguments: [("ghcr.io/a/b", "b"), ("docker.io/library/nginx", "nginx"), ("x.y/z", "z")])
    func lastSegment(_ text: String, last: String) {
        #expect(RepositoryName(text)?.lastSegment == last)
    }
}
