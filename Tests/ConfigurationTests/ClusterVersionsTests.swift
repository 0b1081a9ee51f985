import Artifacts
import Configuration
import Testing
import Versioning

@Suite struct ClusterVersionsTests {
    static let clusters = """
        kubeVersion:
        - path: clusters/prod/**
          version: "1.30"
        - path: [clusters/staging/**, dev/]
          version: v1.31.2
        - version: ["1.30", "1.31"]
        """

    @Test(arguments: [
        ("kubeVersion: '1.31'", "any/file.yaml", ["1.31"]),
        ("kubeVersion: ['1.30', v1.31]", "any/file.yaml", ["1.30", "v1.31"]),
        (clusters, "clusters/prod/apps/a.yaml", ["1.30"]),
        (clusters, "clusters/staging/a.yaml", ["v1.31.2"]),
        (clusters, "x/dev/a.yaml", ["v1.31.2"]),
        (clusters, "apps/base/a.yaml", ["1.30", "1.31"]),
        // The first that fits decides, whatever comes later.
        ("kubeVersion: [{version: '1.29'}, {path: a, version: '1.30'}]", "a/b.yaml", ["1.29"]),
        ("kubeVersion: [{path: a, version: '1.30'}]", "b.yaml", []),
        ("kubeVersion: [{path: a, version: '1.30'}, '1.31']", "b.yaml", ["1.31"]),
        ("kubeVersion: {path: a, version: '1.30'}", "a/b.yaml", ["1.30"]),
        ("change: minor", "b.yaml", []),
    ]) func theFirstItemThatFitsDecides(_ text: String, _ file: String, _ versions: [String]) throws {
        let configuration = try ConfigurationFileTests.read(text)
        #expect((configuration.kubeVersion?.value.versions(for: file) ?? []).map(\.text) == versions)
    }

    @Test func pathsAreRelativeToTheFolderOfTheFile() throws {
        let configuration = try ConfigurationFileTests.read(Self.clusters, base: "clusters/prod")
        #expect(configuration.kubeVersion?.value.versions(for: "apps/a.yaml").map(\.text) == ["1.30"])
        let annotated = try ConfigurationFileTests.read("annotations: {files: [a/b/*.tf]}", base: "a").annotatedFiles
        #expect(annotated?.value.globs.map { $0.matches(path: "b/main.tf") } == [true])
        #expect(annotated?.value.globs.map { $0.matches(path: "a/b/main.tf") } == [false])
    }
}
