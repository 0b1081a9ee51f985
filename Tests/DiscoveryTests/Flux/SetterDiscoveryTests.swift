import Discovery
import Testing

/// Which reference a marker makes, and which policy it names.
@Suite struct SetterDiscoveryTests {
    private static func policy(_ range: String, name: String = "web", namespace: String? = "ns") -> String {
        let home = namespace.map { ", namespace: \($0)" } ?? ""
        return """
            apiVersion: image.toolkit.fluxcd.io/v1
            kind: ImageRepository
            metadata: {name: \(name)\(home)}
            spec: {image: ghcr.io/org/web}
            ---
            apiVersion: image.toolkit.fluxcd.io/v1
            kind: ImagePolicy
            metadata: {name: \(name)\(home)}
            spec: {imageRepositoryRef: {name: \(name)}, policy: {semver: {range: '\(range)'}}}

            """
    }

    private static let marked = "version: 1.0.0 # {\"$imagepolicy\": \"ns:web:tag\"}\n"

    private func mark(_ files: [String: String]) async throws -> String {
        let reference = try #require(try await Found(files).tree.references.first)
        return switch reference.mark?.outcome {
        case .found(let policy): "\(policy.name) \(policy.repository)"
        case .missing(let why): why
        case .invalid(let why): "invalid: \(why)"
        case nil: "unmarked"
        }
    }

    @Test func aMarkerInAnyFile() async throws {
        let found = try await Found(["values.yaml": Self.marked, "p.yaml": Self.policy("1.x")])
        #expect(found.lines == ["image ghcr.io/org/web 1.0.0 - values.yaml#0:/version"])
        #expect(found.tree.references[0].owner.kind == nil)
    }

    @Test func policiesByNamespace() async throws {
        #expect(try await mark(["a.yaml": Self.marked, "p.yaml": Self.policy("1.x")]) == "ns/web ghcr.io/org/web")
        #expect(
            try await mark(["a.yaml": Self.marked, "p.yaml": Self.policy("1.x", namespace: nil)])
                == "ns/web ghcr.io/org/web")
        #expect(
            try await mark(["a.yaml": Self.marked, "p.yaml": Self.policy("1.x", namespace: "other")])
                == "no ImagePolicy ns/web is in the tree")
        #expect(
            try await mark([
                "a.yaml": Self.marked, "p/p.yaml": Self.policy("1.x", namespace: nil),
                "p/kustomization.yaml": "namespace: ns\nresources: [p.yaml]",
            ]) == "ns/web ghcr.io/org/web")
    }

    @Test func theNearestOfSeveral() async throws {
        let files = ["prod/a.yaml": Self.marked, "dev/p.yaml": Self.policy("2.x")]
        #expect(
            try await mark(files.merging(["prod/p.yaml": Self.policy("1.x")]) { $1 }) == "ns/web ghcr.io/org/web")
        #expect(
            try await mark(files.merging(["stage/p.yaml": Self.policy("1.x")]) { $1 })
                == "several ImagePolicy objects ns/web differ: dev/p.yaml, stage/p.yaml")
        #expect(
            try await mark(files.merging(["stage/p.yaml": Self.policy("2.x")]) { $1 }) == "ns/web ghcr.io/org/web")
    }

    @Test(arguments: [
        ("{policy: {semver: {range: ''}}}", "cannot be read"), ("{policy: {}}", "none of semver"),
        ("{policy: {numerical: {order: up}}}", "neither asc nor desc"),
        ("{policy: {numerical: {}}, filterTags: {pattern: '(?!x)'}}", "a pattern of"),
        ("{policy: {numerical: {}}, digestReflectionPolicy: Often}", "no digestReflectionPolicy"),
    ]) func policiesThatCannotBeRead(spec: String, why: String) async throws {
        let text = Self.policy("1.x").replacing("policy: {semver: {range: '1.x'}}}", with: String(spec.dropFirst()))
        let said = try await mark(["a.yaml": Self.marked, "p.yaml": text])
        #expect(said.hasPrefix("invalid: ") && said.contains(why), "\(said)")
    }

    @Test func companionsJoinTheTag() async throws {
        let text = """
            image:
              repository: old # {"$imagepolicy": "ns:web:name"}
              tag: 1.0.0 # {"$imagepolicy": "ns:web:tag"}
            other:
              name: old # {"$imagepolicy": "ns:web:name"}

            """
        let found = try await Found(["a.yaml": text, "p.yaml": Self.policy("1.x")])
        #expect(
            found.tree.references.map(\.siteLines) == [
                ["image 2:15 21..<24 /image/repository", "tag 3:8 66..<71 /image/tag"],
                ["image 5:9 120..<123 /other/name"],
            ])
    }

    @Test func onlyMarkedScalarsAreWritten() async throws {
        let text = """
            kind: HelmRelease
            spec:
              values:
                image:
                  repository: ghcr.io/org/web
                  tag: 1.0.0 # {"$imagepolicy": "ns:web:tag"}
                  digest: \(digestA)

            """
        let found = try await Found(["a.yaml": text, "p.yaml": Self.policy("1.x")])
        let sites = found.tree.references.flatMap(\.sites)
        #expect(sites.map(\.form) == [.tag, .none])
    }
}
