import Artifacts
import Discovery
import SourceYAML
import Testing
import Tracking

@testable import Reporting

@Suite struct RowNameTests {
    struct Row: Sendable {
        var kind = ArtifactKind.image
        var artifact: String? = "example.org/web"
        var owner: String? = "podinfo"
        var file = "a.yaml"
        var line = 1
        var column = 1

        func decision() throws -> Decision {
            let text =
                String(repeating: "\n", count: line - 1) + "{\(String(repeating: " ", count: column)) v: 1.2.3}\n"
            let site = try Fixture.site(file, text, ["v"])
            let reference = Fixture.reference(
                site, kind: kind, artifact: artifact.flatMap(Fixture.oci), owner: Fixture.owner(owner),
                pin: Pin(version: "1.2.3")
            )
            return Decision(reference: reference, status: .current, current: PinnedVersion(version: "1.2.3"))
        }
    }

    @Test(arguments: [
        ([Row()], ["podinfo/web"]),
        ([Row(kind: .ociChart)], ["podinfo"]),
        ([Row(artifact: "example.org/podinfo")], ["podinfo"]),
        ([Row(owner: nil)], ["web"]),
        ([Row(kind: .ociChart, owner: nil)], ["web"]),
        ([Row(artifact: nil)], ["podinfo/v"]),
        ([Row(kind: .helmChart, artifact: nil)], ["podinfo"]),
        ([Row(kind: .helmChart, artifact: nil, owner: nil, file: "x/y.yaml")], ["y.yaml"]),
        // The kind tells a chart from an image.
        ([Row(kind: .ociChart), Row(artifact: "example.org/podinfo")], ["podinfo", "podinfo"]),
        // Several charts of one object.
        (
            [Row(kind: .ociChart), Row(kind: .ociChart, artifact: "example.org/db")],
            ["podinfo/web", "podinfo/db"]
        ),
        // Overlays.
        (
            [Row(file: "apps/production/web.yaml"), Row(file: "apps/staging/web.yaml")],
            ["podinfo/web[production]", "podinfo/web[staging]"]
        ),
        ([Row(file: "a/web.yaml"), Row(file: "a/b/web.yaml")], ["podinfo/web[web.yaml]", "podinfo/web[b]"]),
        (
            [Row(file: "p/a.yaml"), Row(file: "p/b.yaml"), Row(file: "s/a.yaml")],
            ["podinfo/web[p/a.yaml]", "podinfo/web[p/b.yaml]", "podinfo/web[s/a.yaml]"]
        ),
        // One file.
        ([Row(line: 3), Row(line: 31)], ["podinfo/web[:3]", "podinfo/web[:31]"]),
        ([Row(column: 1), Row(column: 9)], ["podinfo/web[:1:7]", "podinfo/web[:1:15]"]),
        (
            [Row(file: "a.yaml", line: 1), Row(file: "a.yaml", line: 2), Row(file: "b.yaml")],
            ["podinfo/web[a.yaml:1]", "podinfo/web[a.yaml:2]", "podinfo/web[b.yaml]"]
        ),
    ])
    func rowsCanBeToldApart(rows: [Row], names: [String]) throws {
        #expect(RowNames.names(of: try rows.map { try $0.decision() }) == names)
    }

    @Test(arguments: [
        ("values: {sidecar: {image: {tag: 1.0.0}}}", ["values", "sidecar", "image", "tag"], "podinfo/sidecar"),
        ("values: {image: {tag: 1.0.0}}", ["values", "image", "tag"], "podinfo"),
        ("values: {a/b: {tag: 1.0.0}}", ["values", "a/b", "tag"], "podinfo/a/b"),
    ])
    func anImageThatTheTreeDoesNotNameIsCalledByItsKey(text: String, path: [String], name: String) throws {
        let reference = Fixture.reference(
            try Fixture.site("a.yaml", text, path, role: .tag), kind: .image, artifact: nil,
            owner: Fixture.owner("podinfo"), pin: Pin(version: "1.0.0")
        )
        let decision = Decision(reference: reference, status: .unknown, current: PinnedVersion(version: "1.0.0"))
        #expect(RowNames.short(decision) == name)
    }
}
