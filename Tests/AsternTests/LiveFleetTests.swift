import FakeRegistry
import FoundationEssentials
import TestSupport
import Testing

/// The fleet against a real registry on loopback, and a chart repository over HTTP: what users have.
@Suite(
    "The fleet, live",
    .enabled(if: DockerRegistry.isInstalled, "\(DockerRegistry.absence)"),
    .timeLimit(.minutes(5))
)
struct LiveFleetTests {
    private static let account = (user: "reader", password: "s3cret-word")

    @Test("reports and updates as from the directory, open and with Basic authentication", arguments: [true, false])
    func live(isOpen: Bool) throws {
        let upstream = try LiveUpstreamServers(isOpen ? nil : Self.account)
        defer { upstream.stop() }
        let tree = FleetTests.copy()
        upstream.redirectReferences(of: tree)
        let environment = isOpen ? ["DOCKER_CONFIG": "/nonexistent"] : ["DOCKER_CONFIG": upstream.credentials.path]

        let result = AsternProgram.run(["report", tree.path, "-o", "json"], environment: environment)
        #expect(result.status == 3, "\(result.errors)")
        let rows = try Report(result).references.map { reference in
            var row = ExpectedRow(reference)
            row.artifact = upstream.original(row.artifact)
            return row
        }
        #expect(try rows == ExpectedRow.fleet(), "\(result.errors)")
        #expect(!result.errors.contains(Self.account.password))

        let update = AsternProgram.run(["update", tree.path, "-o", "json"], environment: environment)
        #expect(try Report(update).references.filter { $0.written == true }.count == rows.count { $0.wanted != nil })
        let again = AsternProgram.run(["update", tree.path, "-o", "json"], environment: environment)
        #expect(try Report(again).edits?.isEmpty == true)

        if !isOpen {
            let stranger = AsternProgram.run(
                ["report", tree.path, "-o", "json", "--kind", "image"], environment: ["DOCKER_CONFIG": "/nonexistent"]
            )
            #expect(stranger.status == 3)
            let refused = try Report(stranger).references.filter { $0.status == "unknown" }
            #expect(refused.count > 10)
            #expect(refused.allSatisfy { $0.error?.contains(upstream.registry.host) == true })
            #expect(refused.allSatisfy { $0.reasons.map(\.code) == ["lookupFailed"] })
        }
    }

    @Test("skopeo and astern list the same tags", arguments: [true, false])
    func tags(isOpen: Bool) throws {
        let upstream = try LiveUpstreamServers(isOpen ? nil : Self.account)
        defer { upstream.stop() }
        for repository in upstream.repositories {
            let name = "\(upstream.registry.host)/\(repository)"
            let ours = AsternProgram.run(
                ["tags", name], environment: ["DOCKER_CONFIG": upstream.credentials.path]
            )
            #expect(ours.status == 0, "\(ours.errors)")
            let credentials = isOpen ? [] : ["--creds", "\(Self.account.user):\(Self.account.password)"]
            let theirs = run("skopeo", ["list-tags", "--tls-verify=false"] + credentials + ["docker://\(name)"])
            let list = try JSONDecoder().decode(SkopeoTags.self, from: Data(theirs.output.utf8))
            #expect(Set(ours.output.split(separator: "\n").map(String.init)) == Set(list.tags), "\(repository)")
        }
    }

    @Test("one registry that is down leaves the others decided")
    func oneIsDown() throws {
        let upstream = try LiveUpstreamServers(nil)
        defer { upstream.stop() }
        let tree = TemporaryTree([
            "pods.yaml": """
            apiVersion: v1
            kind: Pod
            metadata: {name: up}
            spec: {containers: [{name: a, image: "\(upstream.registry.host)/docker.io/library/nginx:1.27.1-alpine"}]}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: down}
            spec: {containers: [{name: a, image: "127.0.0.1:1/org/app:1.0.0"}]}

            """
        ])
        let result = AsternProgram.run(["report", tree.path, "-o", "json", "--timeout", "5s"])
        #expect(result.status == 3)
        let report = try Report(result)
        #expect(report.references.map(\.status) == ["outdated", "unknown"])
        #expect(report.references[1].error?.contains("127.0.0.1:1") == true)
    }

    private struct SkopeoTags: Decodable {
        enum CodingKeys: String, CodingKey {
            case tags = "Tags"
        }
        let tags: [String]
    }
}
