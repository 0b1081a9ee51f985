import Artifacts
import SourceYAML
import TestSupport
import Testing

@testable import Discovery

/// Whole trees: the same answer whatever the order of reading, and whatever is left unparsed.
@Suite struct TreeDiscoveryTests {
    /// The fleet, and the real trees where they lie beside the project.
    static let trees: [String] = {
        guard let shared = Places.shared else { return [Places.fleet] }
        let names = run("/bin/ls", ["\(shared)/corpus/trees"]).output.split(separator: "\n")
        return [Places.fleet] + names.map { "\(shared)/corpus/trees/\($0)" }
    }()

    private func lines(_ tree: DiscoveredTree) -> [String] {
        tree.references.flatMap { ["\($0.line) \($0.owner)"] + $0.siteLines + $0.candidates.map(\.identity) }
    }

    @Test(arguments: trees) func twoRunsAgree(_ path: String) async throws {
        let one = try await TreeDiscovery.discover(path: path)
        let two = try await TreeDiscovery.discover(path: path)
        #expect(lines(one) == lines(two))
        #expect(one.skipped == two.skipped)
    }

    @Test(arguments: trees) func parsingEverythingFindsNoMore(_ path: String) async throws {
        let filtered = try await TreeDiscovery.discover(path: path)
        let whole = try await TreeDiscovery.discover(path: path, parsing: .all)
        // A file whose broken part holds no word of ours is read in part by the one and skipped by the other.
        let broken = Set(whole.skipped.map(\.file))
        let comparable = { (tree: DiscoveredTree) in
            DiscoveredTree(
                references: tree.references.filter { !broken.contains($0.mainSite.file) }, filesRead: 0, skipped: [])
        }
        #expect(lines(comparable(filtered)) == lines(comparable(whole)))
        #expect(Set(filtered.skipped.map(\.file)).isSubset(of: broken))
    }

    @Test(arguments: trees) func idsAreUniqueAndInOrder(_ path: String) async throws {
        let references = try await TreeDiscovery.discover(path: path).references
        #expect(Set(references.map(\.id)).count == references.count)
        let places = references.map { ($0.mainSite.file, $0.mainSite.range.lowerBound) }
        for (left, right) in zip(places, places.dropFirst()) {
            let isOrdered = left.0 == right.0 ? left.1 <= right.1 : SystemPath.precedes(left.0, right.0)
            #expect(isOrdered, "\(left) before \(right)")
        }
    }

    @Test(arguments: [
        ("a key in quotes", "kind: Pod\nspec: {containers: [{\"image\": \"a/b:1\"}]}"),
        ("a key in single quotes", "kind: Pod\nspec: {containers: [{'image': 'a/b:1'}]}"),
        ("a blank before the colon", "kind: Pod\nspec:\n  containers:\n  - image : a/b:1"),
        ("JSON", "{\"kind\":\"Pod\",\"spec\":{\"containers\":[{\"image\":\"a/b:1\"}]}}"),
        (
            "not a definition of a custom resource",
            "kind: Pod # kind: CustomResourceDefinition\nspec: {containers: [{image: a/b:1}]}"
        ),
    ]) func theFilterSeesKeysHoweverTheyAreWritten(_ name: String, _ text: String) async throws {
        let folder = TemporaryTree(["a.yaml": text])
        let filtered = try await TreeDiscovery.discover(path: folder.path)
        let whole = try await TreeDiscovery.discover(path: folder.path, parsing: .all)
        #expect(whole.references.count == 1, "\(name)")
        #expect(lines(filtered) == lines(whole), "\(name)")
    }
}
