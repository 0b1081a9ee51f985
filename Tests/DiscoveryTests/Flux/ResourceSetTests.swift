import Discovery
import SourceYAML
import Testing

/// What a `ResourceSet` makes of a text and of inputs that stand elsewhere.
@Suite struct ResourceSetTests {
    private static func set(_ spec: String) -> String {
        """
        apiVersion: fluxcd.controlplane.io/v1
        kind: ResourceSet
        metadata: {name: apps, namespace: flux-system}
        spec:
          \(spec.indented(2))

        """
    }

    private static let template = """
        resourcesTemplate: |
          <<- range $name := inputs.names >>
          ---
          apiVersion: source.toolkit.fluxcd.io/v1
          kind: OCIRepository
          metadata: {name: << $name >>}
          spec:
            url: oci://ghcr.io/org/<< inputs.chart >>
            ref:
              tag: << inputs.tag | quote >>
          <<- end >>
          <<- if inputs.extra >>
          ---
          apiVersion: v1
          kind: Pod
          metadata:
            name: pod
          spec:
            containers:
              - image: "ghcr.io/org/literal:1.2.3"
              - image: ghcr.io/org/open:<< inputs.other >>
          <<- end >>
        """

    @Test func literalsAndInputsOfATemplate() async throws {
        let text = Self.set("inputs:\n- {chart: a, tag: 1.0.0}\n- {chart: b, tag: 2.0.0}\n" + Self.template)
        let found = try await Found(["a.yaml": text])
        #expect(
            found.lines == [
                "ociArtifact ghcr.io/org/a 1.0.0 - a.yaml#0:/spec/inputs/0/tag",
                "ociArtifact ghcr.io/org/b 2.0.0 - a.yaml#0:/spec/inputs/1/tag",
                "image ghcr.io/org/literal 1.2.3 - a.yaml#0:@27",
                "image ghcr.io/org/open << inputs.other >> - a.yaml#0:@28",
            ])
        #expect(found.tree.references[3].unresolved?.contains("other") == true)
        // In the block, and proven there.
        let edit = try #require(found.tree.references[2].mainSite.edit(to: "ghcr.io/org/literal:1.3.0"))
        let after = try EditProof.apply([edit], to: Array(text.utf8), file: "a.yaml")
        #expect(String(decoding: after, as: UTF8.self) == text.replacing("literal:1.2.3", with: "literal:1.3.0"))
    }

    /// A merge key before the block and a shift in a script are no actions.
    @Test func onlyTheBlockIsATemplate() async throws {
        let text = Self.set("common: &c {a: b}\ninputs:\n- {<<: *c, chart: a, tag: 1.0.0}\n" + Self.template)
        #expect(try await Found(["a.yaml": text]).lines.count == 3)
    }

    @Test(arguments: [
        ("[{kind: ResourceSetInputProvider, name: versions}]", true),
        ("[{kind: ResourceSetInputProvider, selector: {matchLabels: {team: a}}}]", true),
        ("[{kind: ResourceSetInputProvider, selector: {matchLabels: {team: b}}}]", false),
        ("[{kind: ResourceSetInputProvider, name: other}]", false),
    ]) func inputsOfAProvider(_ source: String, _ isMeant: Bool) async throws {
        let set = Self.set(
            "inputsFrom: \(source)\nresources:\n- {kind: Pod, spec: {containers: [{image: \"a/b:<< inputs.tag >>\"}]}}")
        let provider =
            "apiVersion: fluxcd.controlplane.io/v1\nkind: ResourceSetInputProvider\n"
            + "metadata: {name: versions, namespace: flux-system, labels: {team: a}}\n"
            + "spec: {type: Static, defaultValues: {tag: 1.0.0}}\n"
        let found = try await Found(["a.yaml": set, "p.yaml": provider])
        #expect(
            found.lines == [
                isMeant
                    ? "image docker.io/a/b 1.0.0 - p.yaml#0:/spec/defaultValues/tag"
                    : "image docker.io/a/b << inputs.tag >> - a.yaml#0:/spec/resources/0/spec/containers/0/image"
            ])
    }
}
