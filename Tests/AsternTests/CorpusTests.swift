import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// Real trees that lie beside the project: nothing crashes, and what carries versions is found.
@Suite("Real trees", .enabled(if: Places.shared != nil, "needs ../shared beside the project"))
struct CorpusTests {
    private static let shared = Places.shared ?? ""
    private static let empty = TemporaryTree([
        "empty.json": #"{"apiVersion": "astern/v1", "kind": "Snapshot", "oci": {}, "helm": {}, "git": {}}"#
    ])

    static let trees: [String] = {
        let result = run("/bin/ls", ["\(shared)/corpus/trees"])
        return result.output.split(separator: "\n").map(String.init)
    }()

    @Test("ends with 0 or 3, and every file is inside of the tree", arguments: trees)
    func tree(name: String) throws {
        let path = "\(Self.shared)/corpus/trees/\(name)"
        let result = AsternProgram.run(["report", path, "-o", "json", "--snapshot", "\(Self.empty.path)/empty.json"])
        #expect([0, 3].contains(result.status), "\(result.errors.prefix(500))")
        let report = try Report(result)
        #expect(report.files.read > 0)
        #expect(Set(report.references.map(\.id)).count == report.references.count, "ids are unique")
        for site in report.references.flatMap(\.sites) {
            #expect(access("\(path)/\(site.file)", R_OK) == 0, "\(site.file)")
        }
    }

    @Test("an update without news changes nothing", arguments: trees)
    func untouched(name: String) {
        let tree = TemporaryTree()
        run("/bin/cp", ["-r", "\(Self.shared)/corpus/trees/\(name)/.", tree.path])
        AsternProgram.run(["update", tree.path, "--snapshot", "\(Self.empty.path)/empty.json"])
        let difference = run(
            "/usr/bin/diff", ["-rq", "--no-dereference", "\(Self.shared)/corpus/trees/\(name)", tree.path])
        #expect(difference.output.isEmpty)
    }

    @Test("95 of 100 version-bearing lines are found")
    func recall() {
        let only = "HR|OCIRepository|workload|kustomize.images"
        let result = run(
            "python3",
            [
                "\(Self.shared)/tools/recall.py", AsternProgram.path, "\(Self.shared)/corpus/expected.jsonl",
                "\(Self.shared)/corpus/trees", "--only", only, "--at-least", "0.95",
            ]
        )
        #expect(result.status == 0, "\(result.output.suffix(400))\(result.errors)")
    }

    @Test("answers of the batch checks agree with known ones", arguments: ["semver", "policy"])
    func conformance(kind: String) {
        let result = run(
            "python3",
            [
                "\(Self.shared)/tools/conformance.py", AsternProgram.path,
                "\(Self.shared)/conformance/\(kind)-dev.jsonl",
            ]
        )
        #expect(result.status == 0, "\(result.output.suffix(400))\(result.errors)")
    }
}
