import Testing

@testable import Discovery

/// Lines of `.asternignore`, read as git reads `.gitignore`.
@Suite struct IgnoreRulesTests {
    /// The file's text at the top, a path, whether it is a folder, and whether it is left out.
    @Test(arguments: [
        ("a.yaml", "a.yaml", false, true), ("a.yaml", "b/c/a.yaml", false, true), ("/a.yaml", "b/a.yaml", false, false),
        ("b/", "b", true, true), ("b/", "b", false, false), ("b/", "c/b", true, true), ("c/b", "x/c/b", true, false),
        ("**/b/*.yaml", "x/y/b/a.yaml", false, true), ("*.yaml\n!keep.yaml", "keep.yaml", false, false),
        ("!keep.yaml\n*.yaml", "keep.yaml", false, true), ("# a.yaml", "a.yaml", false, false),
        ("\\#a.yaml", "#a.yaml", false, true), ("\\!a", "!a", false, true), ("a.yaml   ", "a.yaml", false, true),
        ("a\\ ", "a ", false, true), ("a.yaml\r\nb\r\n", "a.yaml", false, true), ("\u{FEFF}a", "a", false, true),
        ("*\n!*/\n!*.yaml", "x", true, false), ("*\n!*/\n!*.yaml", "x/a.txt", false, true),
        ("*\n!*/\n!*.yaml", "x/a.yaml", false, false), (".*", "apps", true, false), ("?", "apps", true, false),
        ("", "a", false, false), ("/", "a", true, false), ("!", "a", false, false), ("a/**", "a", true, false),
        ("a/**", "a/b/c", false, true), ("[ab].yaml", "b.yaml", false, true), ("[!ab].yaml", "b.yaml", false, false),
    ]) func rulesOfTheTop(text: String, path: String, isFolder: Bool, isLeftOut: Bool) {
        let rules = IgnoreRules().adding(Array(text.utf8), of: "")
        #expect(rules.leaveOut(path, isFolder: isFolder) == isLeftOut)
    }

    @Test func rulesOfAFolderHoldInItAndWinOverThoseAbove() {
        let rules = IgnoreRules().adding(Array("*.yaml\n".utf8), of: "").adding(Array("!/a.yaml\n".utf8), of: "sub")
        #expect(!rules.leaveOut("sub/a.yaml", isFolder: false))
        #expect(rules.leaveOut("sub/deep/a.yaml", isFolder: false))
        #expect(rules.leaveOut("a.yaml", isFolder: false))
    }
}
