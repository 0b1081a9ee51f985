import SourceYAML

/// A Flux `Kustomization`: the folder that it applies and the namespace that it gives to all of it.
///
/// Source: kustomize-controller, `spec.path` and `spec.targetNamespace`.
struct FluxKustomization: Sendable {
    let path: String
    let targetNamespace: String?

    init?(_ resource: Resource) {
        guard resource.kind == "Kustomization", resource.group == "kustomize.toolkit.fluxcd.io" else { return nil }
        guard let path = Paths.join("", resource.spec?["path"]?.text ?? ".") else { return nil }
        self.path = path
        targetNamespace = resource.spec?["targetNamespace"]?.text
    }
}
