import Artifacts
import Discovery
import Testing

/// How a HelmRelease finds its source.
@Suite struct BindingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let files: [String: String]
        /// `host binding` of the release, or `?host,host` for candidates.
        let expected: String

        init(_ description: String, _ expected: String, _ files: [String: String]) {
            testDescription = description
            self.files = files
            self.expected = expected
        }
    }

    private static func source(_ host: String, _ namespace: String? = nil) -> String {
        """
        apiVersion: source.toolkit.fluxcd.io/v1
        kind: HelmRepository
        metadata: {name: charts\(namespace.map { ", namespace: \($0)" } ?? "")}
        spec: {url: "https://\(host)"}

        """
    }

    private static func release(_ namespace: String? = nil, source: String? = nil) -> String {
        let wanted = source.map { ", namespace: \($0)" } ?? ""
        return """
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: app\(namespace.map { ", namespace: \($0)" } ?? "")}
            spec:
              chart: {spec: {chart: app, version: 1.0.0, sourceRef: {kind: HelmRepository, name: charts\(wanted)}}}

            """
    }

    private static func flux(_ path: String, _ namespace: String?) -> String {
        """
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata: {name: \(path.isEmpty ? "all" : "apps"), namespace: flux-system}
        spec: {path: "./\(path)"\(namespace.map { ", targetNamespace: \($0)" } ?? "")}

        """
    }

    private static func kustomization(_ namespace: String?, _ resources: String...) -> String {
        "\(namespace.map { "namespace: \($0)\n" } ?? "")resources: [\(resources.joined(separator: ", "))]\n"
    }

    private static let sources = [source("a.example", "alpha"), source("b.example", "beta")].joined(separator: "---\n")

    private static let cases = [
        Case("named namespace", "b.example explicitNamespace", ["s.yaml": sources, "r.yaml": release(source: "beta")]),
        Case(
            "named namespace beats its own", "b.example explicitNamespace",
            ["s.yaml": sources, "r.yaml": release("alpha", source: "beta")]),
        Case("same namespace", "a.example sameNamespace", ["s.yaml": sources, "r.yaml": release("alpha")]),
        Case(
            "a kustomization's namespace", "a.example kustomizationNamespace",
            ["s.yaml": sources, "app/r.yaml": release(), "app/kustomization.yaml": kustomization("alpha", "r.yaml")]),
        Case(
            "a kustomization's namespace beats what is written", "a.example kustomizationNamespace",
            [
                "s.yaml": sources, "app/r.yaml": release("beta"),
                "app/kustomization.yaml": kustomization("alpha", "r.yaml"),
            ]),
        Case(
            "through nested kustomizations", "a.example kustomizationNamespace",
            [
                "s.yaml": sources, "app/base/r.yaml": release(),
                "app/base/kustomization.yaml": kustomization(nil, "./r.yaml"),
                "app/kustomization.yaml": kustomization("alpha", "base/"),
            ]),
        Case(
            "the outer kustomization wins", "a.example kustomizationNamespace",
            [
                "s.yaml": sources, "base/r.yaml": release(), "base/kustomization.yaml": kustomization("beta", "r.yaml"),
                "over/kustomization.yaml": kustomization("alpha", "../base"),
            ]),
        Case(
            "a component's namespace", "a.example kustomizationNamespace",
            [
                "s.yaml": sources, "base/r.yaml": release(),
                "base/kustomization.yaml": "components: [r.yaml]\nnamespace: alpha\n",
            ]),
        Case(
            "targetNamespace with a kustomization in its path", "a.example kustomizationNamespace",
            [
                "s.yaml": sources, "k.yaml": flux("apps", "alpha"), "apps/r.yaml": release(),
                "apps/kustomization.yaml": kustomization("beta", "r.yaml"),
            ]),
        Case(
            "targetNamespace without one", "a.example kustomizationNamespace",
            ["clusters/s.yaml": sources, "clusters/k.yaml": flux("apps", "alpha"), "apps/web/r.yaml": release()]),
        Case(
            "targetNamespace of a folder above one", "a.example kustomizationNamespace",
            [
                "clusters/s.yaml": sources, "clusters/k.yaml": flux("apps", "alpha"), "apps/web/r.yaml": release(),
                "apps/web/kustomization.yaml": kustomization(nil, "r.yaml"),
            ]),
        Case(
            "a Flux Kustomization without namespace leaves what is written", "b.example sameNamespace",
            ["clusters/s.yaml": sources, "clusters/k.yaml": flux("apps", nil), "apps/r.yaml": release("beta")]),
        Case(
            "clusters that agree on the URL", "same.example sameNamespace",
            [
                "one/s.yaml": source("same.example", "alpha"), "two/s.yaml": source("same.example", "alpha"),
                "apps/r.yaml": release("alpha"),
            ]),
        Case(
            "clusters with different URLs, each by its namespace", "b.example sameNamespace",
            [
                "one/s.yaml": source("a.example", "alpha"), "two/s.yaml": source("b.example", "beta"),
                "apps/r.yaml": release("beta"),
            ]),
        Case(
            "clusters with different URLs in one namespace", "?a.example,b.example",
            [
                "one/s.yaml": source("a.example", "alpha"), "two/s.yaml": source("b.example", "alpha"),
                "apps/r.yaml": release("alpha"),
            ]),
        Case(
            "an overlay for each cluster", "?a.example,b.example",
            [
                "s.yaml": sources, "base/r.yaml": release(), "base/kustomization.yaml": kustomization(nil, "r.yaml"),
                "one/kustomization.yaml": kustomization("alpha", "../base"),
                "two/kustomization.yaml": kustomization("beta", "../base"),
            ]),
        Case("the only candidate", "a.example onlyCandidate", ["s.yaml": source("a.example"), "r.yaml": release()]),
        Case(
            "the only candidate, of a namespace that cannot be told", "a.example onlyCandidate",
            ["s.yaml": source("a.example", "alpha"), "r.yaml": release()]),
        Case(
            "another namespace is another source", "?a.example",
            ["s.yaml": source("a.example", "alpha"), "r.yaml": release("beta")]),
        Case(
            "several, and one in the same file", "a.example sameFolder",
            ["x/s.yaml": source("b.example"), "y/r.yaml": source("a.example") + "---\n" + release()]),
        Case(
            "several, and one in the same folder", "a.example sameFolder",
            ["x/s.yaml": source("b.example"), "y/s.yaml": source("a.example"), "y/r.yaml": release()]),
        Case(
            "several, none near", "?a.example,b.example",
            ["x/s.yaml": source("a.example"), "y/s.yaml": source("b.example"), "z/r.yaml": release()]),
        Case("none", "?", ["r.yaml": release("alpha")]),
        Case(
            "kustomizations in a circle", "a.example onlyCandidate",
            [
                "s.yaml": source("a.example"), "one/r.yaml": release(),
                "one/kustomization.yaml": kustomization(nil, "r.yaml", "../two"),
                "two/kustomization.yaml": kustomization(nil, "../one"),
            ]),
    ]

    @Test(arguments: cases) func findsTheSource(_ row: Case) async throws {
        let tree = try await Found(row.files).tree
        #expect(tree.references.count == 1)
        let reference = try #require(tree.references.first)
        let host = { (identity: String) in String(identity.dropFirst("https://".count).prefix { $0 != "#" }) }
        let outcome =
            reference.artifact.map { "\(host($0.identity)) \(reference.bound?.rawValue ?? "-")" }
            ?? "?" + reference.candidates.map { host($0.identity) }.joined(separator: ",")
        #expect(outcome == row.expected)
        #expect((reference.unbound == nil) == (reference.artifact != nil))
    }

    @Test(arguments: [
        ("a.yaml", release("alpha"), [:], "alpha"),
        ("app/r.yaml", release("alpha"), ["app/kustomization.yaml": kustomization("beta", "r.yaml")], "beta"),
        ("app/r.yaml", release(), ["app/kustomization.yaml": kustomization("beta", "r.yaml")], "beta"),
        (
            "base/r.yaml", release(),
            [
                "base/kustomization.yaml": kustomization(nil, "r.yaml"),
                "one/kustomization.yaml": kustomization("beta", "../base"),
                "two/kustomization.yaml": kustomization("gamma", "../base"),
            ], nil
        ),
    ]) func theOwnerHasTheNamespaceThatItEndsUpIn(
        _ file: String, _ text: String, _ others: [String: String], _ namespace: String?
    ) async throws {
        let tree = try await Found(others.merging([file: text]) { $1 }).tree
        #expect(tree.references.map(\.owner.namespace) == [namespace])
    }

    /// Each layer's two folders include both folders of the next: there are more ways up than can be walked.
    @Test func overlaysOfOverlaysTakeNoTime() async throws {
        var files = ["s.yaml": Self.source("a.example", "alpha"), "l0a/r.yaml": Self.release()]
        files["l0a/kustomization.yaml"] = Self.kustomization(nil, "r.yaml")
        files["l0b/kustomization.yaml"] = Self.kustomization(nil, "../l0a/r.yaml")
        for layer in 1...40 {
            for name in ["a", "b"] {
                files["l\(layer)\(name)/kustomization.yaml"] = Self.kustomization(
                    layer == 40 ? "alpha" : nil, "../l\(layer - 1)a", "../l\(layer - 1)b")
            }
        }
        let tree = try await Found(files).tree
        #expect(tree.references.map(\.bound) == [.kustomizationNamespace])
    }
}
