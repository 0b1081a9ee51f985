import SourceYAML

/// Releases whose version a patch of every overlay sets: what their own file says of it counts nowhere.
struct VersionPatches: Sendable {
    /// A patch, and the folder of the kustomization that has it.
    private struct Entry: Sendable {
        let target: PatchTarget
        let directory: String
    }

    private let entries: [Entry]
    private let graph: KustomizationGraph

    init(
        _ patches: PatchIndex, in graph: KustomizationGraph, resources: [Resource], operations: [String: SourceFile]
    ) {
        func entry(
            _ node: YAMLNode, _ file: SourceFile, _ target: PatchTarget?, _ scope: KustomizationReach,
            _ directory: String
        ) -> Entry? {
            guard Self.setsVersion(node) else { return nil }
            let named = Resource(file: file, document: 0, node: node).map { PatchTarget(object: $0, scope: scope) }
            return (target ?? named).map { Entry(target: $0, directory: directory) }
        }
        let releases = Dictionary(grouping: resources.filter { $0.kind == "HelmRelease" }) { $0.file.path }
        var entries = patches.written.compactMap { patch in
            patch.directory.flatMap { entry(patch.node, patch.file, patch.target, patch.scope, $0) }
        }
        for patch in patches.named {
            let merges = (releases[patch.path] ?? []).map { ($0.node, $0.file) }
            let lists = operations[patch.path].map { file in file.stream.documents.map { ($0.root, file) } } ?? []
            entries += (merges + lists).compactMap { entry($0.0, $0.1, patch.target, patch.scope, patch.directory) }
        }
        self.entries = entries
        self.graph = graph
    }

    /// True where every way of a release into a cluster passes a kustomization that sets its version.
    func decide(_ release: Resource) -> Bool {
        let places = entries.filter { !$0.target.objects(among: [release]).isEmpty }.map(\.directory)
        return !places.isEmpty && graph.isCovered(release.file.path, by: Set(places))
    }

    private static func setsVersion(_ patch: YAMLNode) -> Bool {
        let path = ["spec", "chart", "spec", "version"]
        guard PatchOperation.areAll(in: patch) else {
            return patch["kind"]?.reads(as: "HelmRelease") ?? false
                && patch[path].map { $0.kind == .scalar && !$0.isNull } ?? false
        }
        return patch.items.compactMap { PatchOperation($0) }.contains { $0.path == path }
    }
}
