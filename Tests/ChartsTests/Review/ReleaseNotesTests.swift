import Testing

@testable import Charts

@Suite struct ReleaseNotesTests {
    @Test func onlySectionsBetweenTheVersionsCount() {
        let text = """
            # Changelog
            ## Unreleased
            - not yet
            ## [2.1.0](https://example.com) (2026-02-01)
            ### Fixed
            - a
            ## demo-2.0.0
            ### Breaking changes
            * b
            ## v1.5.0
            - c
            ## 1.4.0
            - d
            """
        let file = ChartFile(path: "CHANGELOG.md", bytes: Array(text.utf8))
        let notes = ReleaseNotes.sections(of: file, after: "1.4.0", upTo: "2.0.0")
        #expect(notes.map { "\($0.version) \($0.kind ?? "-") \($0.text)" } == ["2.0.0 removed b", "v1.5.0 - c"])
    }

    @Test func annotationsAreTextsOrObjects() throws {
        let text = """
            name: demo
            version: 1.0.0
            annotations:
              artifacthub.io/changes: |
                - one
                - kind: security
                  description: |-
                    two
                    lines
            """
        let notes = ReleaseNotes.annotated(in: try ChartMetadata(Array(text.utf8)))
        #expect(notes.map(\.text) == ["one", "two lines"])
        #expect(notes.map(\.kind) == [nil, "security"])
    }

    @Test(
        arguments: [
            ("BREAKING: x", nil, true), ("x", "removed", true), ("no breaking changes", nil, false),
            ("x", "added", false),
            ("non-breaking tweak", "changed", false),
        ] as [(String, String?, Bool)])
    func tellsWhatBreaks(text: String, kind: String?, isBreaking: Bool) {
        #expect(ReleaseNote(version: "1", kind: kind, text: text, source: "").isBreaking == isBreaking)
    }
}
