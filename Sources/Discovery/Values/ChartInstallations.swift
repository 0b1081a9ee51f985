import SourceYAML

/// Finds what installs the chart of a reference.
struct ChartInstallations {
    let context: TreeContext

    init(_ context: TreeContext) { self.context = context }

    var model: TreeModel { context.model }

    func find(_ reference: Reference) async -> [ChartInstallation] {
        let site = reference.mainSite
        switch reference.owner.kind {
        case "HelmRelease":
            return await flux(releases(of: reference), pinnedBy: reference)
        case "OCIRepository", "HelmChart":
            return await flux(releases(naming: reference), pinnedBy: nil)
        case "Application", "ApplicationSet":
            return objects(of: reference).flatMap { ArgoValues(context: context).installations(of: $0, reference) }
        case nil:
            let helmfile = model.helmfiles.flatMap { helmfile in
                HelmfileValues(context: context).installations(of: helmfile, reference)
            }
            if !helmfile.isEmpty { return helmfile }
            return model.chartDependencies.filter { $0.file.path == site.file }
                .compactMap { UmbrellaValues(context: context).installation(of: $0, reference) }
        default:
            return KustomizeValues(context: context).installations(of: reference)
        }
    }

    /// The objects that a reference belongs to: by name, those in its file before others.
    private func objects(of reference: Reference) -> [Resource] {
        let owner = reference.owner
        let named = model.resources.filter { $0.kind == owner.kind && $0.name == owner.name }
        let files = Set(reference.sites.map(\.file))
        let own = named.filter { files.contains($0.file.path) }
        if !own.isEmpty { return own }
        let inNamespace = named.filter { model.owner($0).namespace == owner.namespace }
        return inNamespace.isEmpty ? named : inNamespace
    }

    private func releases(of reference: Reference) -> [Resource] {
        let own = objects(of: reference)
        let whole = own.filter(Self.isWhole)
        if !whole.isEmpty || own.isEmpty { return whole }
        // The version stands in a patch: the release that it changes has the rest.
        return own.flatMap { patch in
            let targets = model.patched(by: patch, kind: "HelmRelease").filter(Self.isWhole)
            return targets.isEmpty ? model.helmReleases(named: patch.name ?? "").filter(Self.isWhole) : targets
        }
    }

    static func isWhole(_ release: Resource) -> Bool {
        release.spec?[["chart", "spec", "chart"]] != nil || release.spec?["chartRef"] != nil
    }

    /// The releases that name the object of a reference by `chartRef`.
    private func releases(naming reference: Reference) -> [Resource] {
        let owner = reference.owner
        return model.resources.filter { release in
            guard release.kind == "HelmRelease", let named = release.spec?["chartRef"],
                named["kind"]?.text == owner.kind, named["name"]?.text == owner.name
            else { return false }
            let namespace = named["namespace"]?.text ?? model.owner(release).namespace
            return namespace == nil || owner.namespace == nil || namespace == owner.namespace
        }
    }

    private func flux(_ releases: [Resource], pinnedBy reference: Reference?) async -> [ChartInstallation] {
        let values = FluxValues(context: context)
        var found: [ChartInstallation] = []
        var seen: Set<ResourceKey> = []
        for release in releases {
            // A file with variables is there once for each set of values; the keys are the same in all of them.
            guard seen.insert(ResourceKey(release)).inserted else { continue }
            found += await values.installations(of: release, pinnedBy: reference)
        }
        return found
    }
}

extension YAMLNode {
    /// True for a node that holds the other one, by their places in one file.
    func holds(_ site: Site, in file: String) -> Bool {
        file == site.file && span.lowerBound <= site.range.lowerBound && site.range.upperBound <= span.upperBound
    }
}
