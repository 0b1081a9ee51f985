import Artifacts
import Testing

@Suite struct GlobPatternTests {
    private static let paths = [
        "app.yaml", "apps/app.yaml", "apps/base/app.yaml", "base/x.yaml", "bpp.yaml", "*.yaml", "]x", "-x", "[x",
        "é.yaml",
        "x y.yaml", "b/b", "b/c/b", "apps.txt", ".hidden/app.yaml",
    ]
    private static let allOfApp = ["app.yaml", "apps/app.yaml", "apps/base/app.yaml", ".hidden/app.yaml"]
    private static let allYAML =
        allOfApp[..<3] + ["base/x.yaml", "bpp.yaml", "*.yaml", "é.yaml", "x y.yaml"] + [allOfApp[3]]
    private static let belowApps = ["apps/app.yaml", "apps/base/app.yaml"]
    private static let belowBase = ["apps/base/app.yaml", "base/x.yaml"]

    /// The answers are those of `git check-ignore` for a `.gitignore` with this line.
    @Test(arguments: [
        ("app.yaml", allOfApp),
        ("*.yaml", Array(allYAML)),
        ("apps", belowApps),
        ("apps/", belowApps),
        ("/apps", belowApps),
        ("/app.yaml", ["app.yaml"]),
        ("app.yaml/", []),
        ("apps/*.yaml", ["apps/app.yaml"]),
        ("apps/*", belowApps),
        ("apps/**", belowApps),
        ("apps/**/", ["apps/base/app.yaml"]),
        ("apps/base", ["apps/base/app.yaml"]),
        ("apps/base/", ["apps/base/app.yaml"]),
        ("apps/**/app.yaml", belowApps),
        ("apps//app.yaml", []),
        ("**/app.yaml", allOfApp),
        ("**/base/*.yaml", belowBase),
        ("**/base/**", belowBase),
        ("b/**/b", ["b/b", "b/c/b"]),
        ("base", belowBase),
        ("base/", belowBase),
        ("*", paths),
        ("**", paths),
        ("/**", paths),
        ("**/", ["apps/app.yaml", "apps/base/app.yaml", "base/x.yaml", "b/b", "b/c/b", ".hidden/app.yaml"]),
        ("*/app.yaml", ["apps/app.yaml", ".hidden/app.yaml"]),
        ("/*/app.yaml", ["apps/app.yaml", ".hidden/app.yaml"]),
        ("*/*/app.yaml", ["apps/base/app.yaml"]),
        ("**.yaml", Array(allYAML)),
        ("app**", allOfApp[..<3] + ["apps.txt", allOfApp[3]]),
        ("a?p.yaml", allOfApp),
        ("?.yaml", ["base/x.yaml", "*.yaml"]),
        ("??.yaml", ["é.yaml"]),
        ("é.yaml", ["é.yaml"]),
        ("x y.yaml", ["x y.yaml"]),
        ("[ab]pp.yaml", allOfApp[..<3] + ["bpp.yaml", allOfApp[3]]),
        ("[a-c]pp.yaml", allOfApp[..<3] + ["bpp.yaml", allOfApp[3]]),
        ("[!b]pp.yaml", allOfApp),
        ("[^b]pp.yaml", allOfApp),
        ("[]]x", ["]x"]),
        ("[\\]]x", ["]x"]),
        ("[[]x", ["[x"]),
        ("[a-]x", ["-x"]),
        ("[", []),
        ("[a", []),
        ("a[", []),
        ("\\*.yaml", ["*.yaml"]),
        ("ap\\p.yaml", allOfApp),
        ("/", []),
        ("", []),
    ])
    func pathsAsInGitignore(pattern: String, matched: [String]) {
        let glob = GlobPattern(pattern)
        #expect(Self.paths.filter { glob.matches(path: $0) } == matched)
    }

    @Test(arguments: [
        ("ghcr.io/org/app", true), ("app", true), ("*app", true), ("a*", true), ("?pp", true), ("[!b]pp", true),
        ("ghcr.io/**", true), ("**/app", true), ("**/org/**", true), ("ghcr.io/*/app", true), ("*/*/*", true),
        ("ghcr.io/**/app", true), ("**", true), ("*", true), ("/app", true),
        ("ghcr.io", false), ("ghcr.io/*", false), ("org", false), ("org/app", false), ("*/app", false), ("App", false),
        ("ap", false), ("ghcr.io/org/app/**", false), ("quay.io/**", false), ("", false), ("/", false),
    ])
    func artifactByWholeIdentityAndByLastSegment(pattern: String, isMeant: Bool) {
        #expect(GlobPattern(pattern).matches(artifact: "ghcr.io/org/app", lastSegment: "app") == isMeant)
    }

    @Test(arguments: [
        ("https://h.io/charts#redis", true), ("redis", true), ("red*", true), ("**/redis", true),
        ("https://h.io/**", true),
        ("https://h.io/charts#*", true), ("https://*/charts#redis", true), ("h.io/charts#redis", false),
        ("https://h.io/*/redis", false), ("charts", false),
    ])
    func chartByItsURLAndByItsName(pattern: String, isMeant: Bool) {
        #expect(GlobPattern(pattern).matches(artifact: "https://h.io/charts#redis", lastSegment: "redis") == isMeant)
    }

    @Test func aTextThatExistsMeansItself() {
        let names: Set = ["a[b].yaml", "ab.yaml"]
        let literal = GlobPattern("a[b].yaml", literals: names)
        #expect(names.filter { literal.matches(path: $0) } == ["a[b].yaml"])
        let pattern = GlobPattern("a[b].yaml", literals: ["other"])
        #expect(names.filter { pattern.matches(path: $0) } == ["ab.yaml"])
        let identity = GlobPattern("ghcr.io/a/b", literals: ["ghcr.io/a/b"])
        #expect(identity.matches(artifact: "ghcr.io/a/b", lastSegment: "b"))
        #expect(!identity.matches(artifact: "ghcr.io/a/bb", lastSegment: "ghcr.io/a/b"))
    }

    /// Stars cost no exponential time.
    @Test(.timeLimit(.minutes(1))) func manyStars() {
        let pattern = GlobPattern(String(repeating: "*a", count: 200) + "b")
        #expect(!pattern.matches(path: String(repeating: "a", count: 5_000)))
        let deep = GlobPattern(String(repeating: "**/", count: 20) + "b")
        #expect(!deep.matches(path: Array(repeating: "a", count: 30).joined(separator: "/")))
    }
}
