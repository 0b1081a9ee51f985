import Discovery

extension Binding {
    /// How the source was found, as a sentence without full stop.
    var sentence: String {
        switch self {
        case .explicitNamespace: "The source is named with its namespace"
        case .sameNamespace: "The source was found in the same namespace"
        case .kustomizationNamespace: "The source was found in the namespace that a kustomization gives"
        case .sameFolder: "Several sources fit, and the one beside the reference was taken"
        case .onlyCandidate: "No namespace can be told, and only one source in the tree fits"
        case .patchedObject: "The source is named by the object that is patched"
        }
    }
}
