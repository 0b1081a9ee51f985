import Artifacts
import Testing

@Suite struct ArtifactTests {
    static let digest = "sha256:" + String(repeating: "0", count: 64)

    @Test(arguments: [
        ("nginx", "docker.io/library/nginx", "nginx"),
        ("nginx:1.27", "docker.io/library/nginx", "nginx"),
        ("nginx@\(digest)", "docker.io/library/nginx", "nginx"),
        ("grafana/grafana", "docker.io/grafana/grafana", "grafana"),
        ("index.docker.io/grafana/grafana", "docker.io/grafana/grafana", "grafana"),
        ("ghcr.io/org/app", "ghcr.io/org/app", "app"),
        ("oci://ghcr.io/org/charts/app", "ghcr.io/org/charts/app", "app"),
        ("oci://registry-1.docker.io/bitnamicharts/redis", "docker.io/bitnamicharts/redis", "redis"),
        ("https://Charts.example.com/stable/#redis", "https://charts.example.com/stable#redis", "redis"),
        ("http://h#a", "http://h#a", "a"),
        ("https://github.com/org/repo.git", "https://github.com/org/repo", "repo"),
        ("ssh://git@github.com/org/repo", "https://github.com/org/repo", "repo"),
        ("git@github.com:org/repo.git", "https://github.com/org/repo", "repo"),
    ])
    func typed(text: String, identity: String, lastSegment: String) throws {
        let artifact = try #require(Artifact(typed: text))
        #expect(artifact.identity == identity)
        #expect(artifact.lastSegment == lastSegment)
        #expect(artifact.description == identity)
        // An identity is a way to type the artifact.
        #expect(Artifact(typed: identity) == artifact)
    }

    @Test(arguments: [
        "", " ", "https://", "https://h", "https://h#", "https://#a", "oci://", "oci://app", "Nginx", "a b", "-x@h:r",
        "https://u:p@h/a#b", "ftp://h/a#b", "file:///a", "https://h/../a#b",
    ])
    func isNone(text: String) {
        #expect(Artifact(typed: text) == nil)
    }

    @Test func kindsHaveTheNamesOfTheContract() {
        #expect(ArtifactKind.allCases.map(\.rawValue) == ["helmChart", "ociChart", "ociArtifact", "image", "gitTag"])
    }

    @Test func onlyAWholeListingIsComplete() {
        #expect(Listing(releases: []).isComplete)
        #expect(!Listing(releases: [Release(text: "1")], completeness: .partial("page 2 is missing")).isComplete)
    }
}
