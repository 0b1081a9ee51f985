import Artifacts
import Discovery
import Reporting
import SourceYAML
import Testing
import Tracking

@Suite struct TextFormatTests {
    @Test func markdownIsATableOfGitHub() throws {
        let text = MarkdownReport.text(of: try Fixture.samplePlan())
        let head = """
            ## Pinned versions

            3 references: 2 outdated, 1 unknown

            | NAMESPACE | NAME | KIND | CURRENT | WANTED | LATEST | CHANGE | STATUS | ARTIFACT | FILE:LINE | POLICY | FINDINGS |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            | apps | podinfo | helmChart | 6.5.0 | 6.5.4 | 7.0.0 | patch | outdated \
            | https://stefanprodan.github.io/podinfo#podinfo | apps/podinfo/release.yaml:10 | chartSemver | deprecated |

            """
        let end = """

            ## Findings

            - warning, deprecated: the chart podinfo is deprecated (apps/podinfo/release.yaml:10)

            """
        #expect(text.hasPrefix(head), "\(text)")
        #expect(text.hasSuffix(end), "\(text)")
    }

    @Test(arguments: [
        ("a|b", "a\\|b"), ("~1.2 || *", "\\~1.2 \\|\\| \\*"), ("<b>", "\\<b\\>"), ("a_b", "a_b"), ("_a_", "\\_a\\_"),
        ("[x](y)", "\\[x\\](y)"), ("`c`", "\\`c\\`"), ("a\nb", "a?b"),
    ])
    func markdownNeverTakesTextForMarkup(constraint: String, shown: String) throws {
        let decision = try Fixture.decision(.current, version: nil, constraint: constraint)
        #expect(MarkdownReport.text(of: Fixture.plan([decision])).contains("| image | \(shown) | - |"))
    }

    @Test func markdownWithoutReferencesSaysSo() {
        #expect(MarkdownReport.text(of: Fixture.plan([])) == "## Pinned versions\n\nno references\n")
    }

    @Test func namesAreIds() throws {
        #expect(
            NameReport.text(of: try Fixture.samplePlan()) == """
                apps/podinfo/release.yaml#0:/spec/chart/spec/version
                apps/podinfo/release.yaml#0:/spec/values/redis/image/tag
                apps/podinfo/release.yaml#0:/spec/values/side

                """
        )
    }

    @Test(arguments: ReportFormat.allCases, [true, false])
    func everyFormatEndsItsLastLineAndIsStable(format: ReportFormat, color: Bool) throws {
        let text = format.text(of: try Fixture.samplePlan(), color: color)
        #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
        #expect(text == format.text(of: try Fixture.samplePlan(), color: color))
        #expect(!text.split(separator: "\n").contains { $0.hasSuffix(" ") })
        #expect(text.contains("\u{1B}") == (color && (format == .table || format == .wide)))
    }
}
