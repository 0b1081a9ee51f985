import Artifacts
import Configuration
import Testing
import Tracking
import Versioning

@Suite struct KubeVersionTests {
    /// The version in the tree is 1.0.0, an update writes 1.1.0.
    static func told(_ clusters: [String], _ current: String?, _ wanted: String? = nil) async throws -> [String] {
        let listing = Listing(releases: [
            Release(text: "1.1.0", kubeVersion: wanted), Release(text: "1.0.0", kubeVersion: current),
        ])
        let upstream = ScriptedUpstream(["https://charts.example#app": .success(listing)])
        return try await plan(
            ["a.yaml": release(version: "1.0.0")], upstream: upstream, checks: .testing(clusters)
        ).told
    }

    @Test(
        arguments: [
            (["1.31"], ">=1.23.0-0", nil, []),
            (["1.31"], nil, nil, []),
            ([], ">=1.99.0-0", nil, []),
            (["1.22"], ">=1.23.0-0", nil, ["app 1.0.0 needs Kubernetes >=1.23.0-0, and the cluster has 1.22"]),
            (
                ["1.22", "1.30", "v1.21.4"], ">=1.23.0-0", nil,
                ["app 1.0.0 needs Kubernetes >=1.23.0-0, and the clusters have 1.22 and v1.21.4"]
            ),
            (
                ["1.28"], ">=1.23.0-0", ">=1.29.0-0",
                ["app 1.1.0, which an update writes, needs Kubernetes >=1.29.0-0, and the cluster has 1.28"]
            ),
            // What an update would not change is told once.
            (["1.22"], ">=1.23.0-0", ">=1.23.0-0", ["app 1.0.0 needs Kubernetes >=1.23.0-0, and the cluster has 1.22"]),
            // And an update may mend it.
            (["1.31"], "<1.30.0-0", ">=1.25.0-0", ["app 1.0.0 needs Kubernetes <1.30.0-0, and the cluster has 1.31"]),
            (
                ["v1.30.2-gke.5"], ">=1.23", nil,
                [
                    "app 1.0.0 needs Kubernetes >=1.23, and the cluster has v1.30.2-gke.5, which Helm takes for a pre-release "
                        + "and refuses: the range would have to admit pre-releases (-0)"
                ]
            ),
            (["v1.31.4+k3s1"], ">=1.23", nil, []),
        ] as [([String], String?, String?, [String])])
    func clusters(_ clusters: [String], _ current: String?, _ wanted: String?, _ messages: [String]) async throws {
        #expect(try await Self.told(clusters, current, wanted) == messages.map { "kubeVersion warning \($0)" })
    }

    @Test(arguments: [[], ["1.31"]])
    func whatCannotBeReadAdmitsNoCluster(_ clusters: [String]) async throws {
        let told = try await Self.told(clusters, "at least 1.20")
        #expect(told.count == 1)
        #expect(
            told.first?.hasPrefix("kubeVersion warning app 1.0.0 asks for Kubernetes 'at least 1.20', which is no")
                == true)
        #expect(told.first?.hasSuffix(": Helm installs it on no cluster") == true)
    }

    @Test func eachFileHasItsClusters() async throws {
        let configuration = try ConfigurationFile.read(
            Array("kubeVersion: [{path: clusters/old/**, version: '1.22'}, '1.31']".utf8), file: "c", level: .tree)
        let listing = Listing(releases: [Release(text: "1.0.0", kubeVersion: ">=1.23.0-0")])
        let findings = try await plan(
            [
                "clusters/old/a.yaml": release(version: "1.0.0", namespace: "a"),
                "clusters/new/a.yaml": release(version: "1.0.0", namespace: "b"),
            ], upstream: ScriptedUpstream(["https://charts.example#app": .success(listing)]),
            checks: ChartChecks(clusters: configuration.kubeVersion?.value, now: 0)
        ).findings
        #expect(findings.map(\.file) == ["clusters/old/a.yaml"] && findings.map(\.line) == [13])
    }

    @Test func aChartInARegistryIsAskedWhereAClusterIsKnown() async throws {
        let place = PinnedPlace.chartRepository("tag: 1.0.0")
        func told(_ clusters: [String]) async throws -> (told: [String], asked: [String: Int]) {
            let upstream = ScriptedUpstream(
                [place.identity: .success(Listing(line: "1.0.0 1.1.0 2.0.0"))],
                facts: ["1.0.0": Release(text: "1.0.0", kubeVersion: ">=1.30.0-0")])
            let plan = try await plan(["a.yaml": place.text], upstream: upstream, checks: .testing(clusters))
            return (plan.told, upstream.asked.filter { $0.key.hasPrefix("facts") })
        }
        let known = try await told(["1.29"])
        #expect(known.told == ["kubeVersion warning app 1.0.0 needs Kubernetes >=1.30.0-0, and the cluster has 1.29"])
        #expect(known.asked.keys.sorted() == ["1.0.0", "1.1.0", "2.0.0"].map { "facts ghcr.io/org/app:\($0)" })
        let unknown = try await told([])
        #expect(unknown.told.isEmpty)
        #expect(unknown.asked == ["facts ghcr.io/org/app:2.0.0": 1], "only the newest, to see whether it is deprecated")
    }
}
