import FoundationEssentials
import TestSupport
import Testing

/// `astern deps update --vendor` with the archives of the fixtures.
@Suite struct DepsVendorTests {
    private static let chart = """
        apiVersion: v2
        name: app
        version: 0.1.0
        dependencies:
        - {name: rigging, version: ~1.1.0, repository: https://charts.astern.example/stable}
        - {name: lantern, version: 4.1.0, repository: https://charts.astern.example/stable}
        - {name: local, version: 0.1.0, repository: file://../local}

        """
    private static let stable = "\(Places.upstream)/http/charts.astern.example/stable"

    private func tree() -> TemporaryTree {
        let long = String(repeating: "long-", count: 30)
        let tree = TemporaryTree([
            "app/Chart.yaml": Self.chart, "local/Chart.yaml": "apiVersion: v2\nname: local\nversion: 0.1.0\n",
            "local/values.yaml": "a: 1\n", "local/templates/\(long).yaml": "x",
            "app/charts/own/Chart.yaml": "name: own\nversion: 1.0.0\n",
            "app/charts/lantern-broken.tgz": "no archive", "app/charts/other-1.0.0.tgz": "none either",
        ])
        tree.write(Places.bytes("\(Self.stable)/lantern-4.1.0.tgz"), to: "app/charts/lantern-4.1.0.tgz")
        tree.write(Places.bytes("\(Self.stable)/rigging-1.1.0.tgz"), to: "app/charts/lantern-odd.tgz")
        return tree
    }

    private func update(_ tree: TemporaryTree, _ words: [String] = []) -> CommandResult {
        AsternProgram.run(["deps", "update", "\(tree.path)/app", "--vendor", "--upstream", Places.upstream] + words)
    }

    @Test func archivesComeAndGo() throws {
        let tree = tree()
        let result = update(tree)
        #expect(result.status == 0, "\(result.errors)")
        let names = run("ls", ["\(tree.path)/app/charts"]).output.split(separator: "\n").map(String.init)
        #expect(
            Set(names) == [
                "lantern-4.2.0.tgz", "lantern-broken.tgz", "lantern-odd.tgz", "local-0.1.0.tgz", "other-1.0.0.tgz",
                "own",
                "rigging-1.2.0.tgz",
            ])
        #expect(tree.bytes("app/charts/lantern-4.2.0.tgz") == Places.bytes("\(Self.stable)/lantern-4.2.0.tgz"))
        #expect(result.errors.contains("charts/lantern-broken.tgz cannot be read as a chart, and stays"))
        let packed = run("tar", ["-tzf", "\(tree.path)/app/charts/local-0.1.0.tgz"])
        #expect(packed.status == 0, "\(packed.errors)")
        #expect(packed.output.hasPrefix("local/Chart.yaml\nlocal/templates/long-"))
        #expect(run("gzip", ["-t", "\(tree.path)/app/charts/local-0.1.0.tgz"]).status == 0)
        let again = update(tree)
        #expect(again.errors.contains("nothing to update"), "\(again.errors)\(again.output)")
    }

    @Test func aDryRunWritesNothingAndIsNoArchive() {
        let tree = tree()
        let before = run("ls", ["-lR", tree.path]).output
        let result = update(tree, ["--dry-run"])
        #expect(result.status == 0, "\(result.errors)")
        #expect(!result.output.utf8.contains(0))
        #expect(run("ls", ["-lR", tree.path]).output == before)
    }

    @Test func otherBytesThanPublishedAreReplaced() {
        let tree = tree()
        #expect(update(tree).status == 0)
        tree.write(Places.bytes("\(Self.stable)/lantern-4.1.0.tgz"), to: "app/charts/lantern-4.2.0.tgz")
        #expect(update(tree).status == 0)
        #expect(tree.bytes("app/charts/lantern-4.2.0.tgz") == Places.bytes("\(Self.stable)/lantern-4.2.0.tgz"))
    }

    @Test func anArchiveThatIsNotAsPublishedChangesNothing() {
        let upstream = TemporaryTree()
        let folder = "http/charts.astern.example/stable"
        run("mkdir", ["-p", "\(upstream.path)/\(folder)"])
        run("/bin/sh", ["-c", "cp \(Self.stable)/* \(upstream.path)/\(folder)/"])
        upstream.write(Places.bytes("\(Self.stable)/lantern-4.1.0.tgz"), to: "\(folder)/lantern-4.2.0.tgz")
        let tree = tree()
        let before = run("ls", ["\(tree.path)/app/charts"]).output
        let result = AsternProgram.run(["deps", "update", "\(tree.path)/app", "--vendor", "--upstream", upstream.path])
        #expect(result.status == 1)
        #expect(result.errors.contains("was published"), "\(result.errors)")
        #expect(tree.text("app/Chart.yaml") == Self.chart)
        #expect(run("ls", ["\(tree.path)/app/charts"]).output == before)
    }

    @Test func archivesAreVerifiedAndListed() throws {
        let archive = "\(Self.stable)/lantern-4.2.0.tgz"
        let verified = AsternProgram.run(["deps", "verify", archive, "-o", "json"])
        #expect(verified.status == 0, "\(verified.errors)")
        #expect(try JSONTree(Data(verified.output.utf8))["inSync"] == .bool(true))
        let listed = AsternProgram.run(["deps", "list", archive, "-o", "json", "--upstream", Places.upstream])
        let row = try JSONTree(Data(listed.output.utf8))["dependencies"]?.items.first
        #expect(row?["status"] == .text("unpacked"))
        #expect(row?["latest"] == .text("1.2.0"))
        #expect(AsternProgram.run(["deps", "update", archive, "--upstream", Places.upstream]).status == 1)
    }
}
