/// Everything that a kustomization file pins.
enum KustomizeDiscovery {
    static func references(of kustomization: Kustomization) -> [ReferenceDraft] {
        KustomizeImages.references(of: kustomization) + KustomizeCharts.references(of: kustomization)
            + KustomizeRemotes.references(of: kustomization)
    }
}
