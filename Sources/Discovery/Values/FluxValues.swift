import SourceYAML

/// The values of a `HelmRelease`: what `valuesFrom` names, in its order, then `spec.values`, then what patches change.
///
/// Source: helm-controller, "Values references" and "Inline values"; kustomize, generators and patches.
struct FluxValues {
    let context: TreeContext

    private var model: TreeModel { context.model }

    func installations(of release: Resource, pinnedBy reference: Reference?) async -> [ChartInstallation] {
        var layers: [ValuesLayer] = []
        for source in release.spec?["valuesFrom"]?.items ?? [] { layers += await read(source, of: release) }
        if let values = release.spec?["values"] {
            if let layer = ValuesLayer.values(values, in: release.file.path) { layers.append(layer) }
        }
        let patches = patches(of: release)
        let groups = Dictionary(grouping: patches, by: \.group).sorted { $0.key < $1.key }
        guard !groups.isEmpty else { return [installation(of: release, layers)] }
        // The version may be pinned by one of the patches: then only what that overlay installs is meant.
        let pinning =
            reference.map { reference in
                groups.filter { $0.value.contains { patch in patch.file == reference.mainSite.file } }
            } ?? []
        let isInRelease = reference.map { $0.mainSite.file == release.file.path } ?? true
        let meant = !isInRelease && !pinning.isEmpty ? pinning : groups
        return meant.map { _, patches in
            installation(of: release, layers + patches.map(\.layer))
        }
    }

    private func installation(of release: Resource, _ layers: [ValuesLayer]) -> ChartInstallation {
        ChartInstallation(
            owner: model.owner(release), file: release.file.path, line: release.node.position.line, layers: layers,
            upgradesCRDs: release.spec?[["upgrade", "crds"]]?.text
        )
    }

    // MARK: valuesFrom

    private func read(_ source: YAMLNode, of release: Resource) async -> [ValuesLayer] {
        guard let kind = source["kind"]?.text, let name = source["name"]?.text else { return [] }
        let file = release.file.path
        let key = source["valuesKey"]?.text ?? "values.yaml"
        let target = source["targetPath"]?.text.flatMap { $0.isEmpty ? nil : $0 }
        let found = await layers(of: kind, named: name, key: key, target: target, for: release)
        if let found { return found }
        let isOptional = source["optional"]?.reads(as: "true") ?? false
        guard !isOptional else { return [] }
        return [.unknown("\(kind) \(name) (key \(key)) is not in the tree", at: source, in: file)]
    }

    /// Nil where no such object is in the tree, nor made by a kustomization.
    private func layers(
        of kind: String, named name: String, key: String, target: String?, for release: Resource
    ) async -> [ValuesLayer]? {
        if let path = generated(kind: kind, name: name, key: key, for: release) {
            guard let file = context.reader.file(path) else { return nil }
            return target == nil ? ValuesLayer.file(file) : []
        }
        guard let object = await object(kind: kind, name: name, for: release) else { return nil }
        let label = "\(kind) \(name)"
        if object.node["sops"]?.kind == .mapping {
            return [.unknown("\(label) is encrypted by SOPS", at: object.node, in: object.file.path)]
        }
        let plain = kind == "Secret" ? object.node[["stringData", key]] : object.node[["data", key]]
        guard let plain else {
            guard kind == "Secret", let encoded = object.node[["data", key]] else { return nil }
            return [.unknown("\(label) is encoded in base64", at: encoded, in: object.file.path)]
        }
        if let target {
            guard !TemplateText.isEncrypted(plain.text ?? "") else {
                return [.unknown("\(label) is encrypted", at: plain, in: object.file.path)]
            }
            guard let keys = SetPath.keys(of: target) else { return [] }
            return [
                ValuesLayer(
                    file: object.file.path, line: plain.position.line,
                    content: .single(keys, plain, isParsed: true))
            ]
        }
        return ValuesLayer.text(plain, in: object.file.path).map { [$0] } ?? []
    }

    /// Of objects of one name, the one in the release's namespace, else the one whose folder is nearest.
    private func object(kind: String, name: String, for release: Resource) async -> Resource? {
        let candidates =
            kind == "ConfigMap"
            ? model.resources.filter { $0.kind == kind }
            : await context.files(holding: ["kind: \(kind)"]).flatMap(\.resources).filter { $0.kind == kind }
        let named = candidates.filter { $0.name == name || model.namespaces.clusterNames(of: $0).contains(name) }
        let namespace = model.owner(release).namespace
        let fitting = named.filter { object in
            let other = model.owner(object).namespace
            return other == nil || namespace == nil || other == namespace
        }
        return (fitting.isEmpty ? named : fitting).max { left, right in
            Paths.sharedFolders(release.file.directory, left.file.directory)
                < Paths.sharedFolders(release.file.directory, right.file.directory)
        }
    }

    /// The file that a kustomization puts under a key of a generated object.
    private func generated(kind: String, name: String, key: String, for release: Resource) -> String? {
        let field = kind == "Secret" ? "secretGenerator" : "configMapGenerator"
        var found: [(directory: String, path: String)] = []
        for kustomization in model.kustomizations {
            for generator in kustomization.root[field]?.items ?? [] where generator["name"]?.text == name {
                let files = Kustomization.generatorFiles(generator, in: kustomization.directory)
                if let path = files[key] { found.append((kustomization.directory, path)) }
            }
        }
        return found.max { left, right in
            Paths.sharedFolders(release.file.directory, left.directory)
                < Paths.sharedFolders(release.file.directory, right.directory)
        }?.path
    }

    // MARK: Patches

    private struct Patch {
        /// What one overlay brings: the folder of the patch.
        let group: String
        let file: String
        let layer: ValuesLayer
    }

    /// What patches of kustomizations do to the values of a release.
    private func patches(of release: Resource) -> [Patch] {
        let files = model.helmReleases(named: release.name ?? "").filter { other in
            other.node != release.node && !ChartInstallations.isWhole(other) && changes(other, release)
        }
        var found = files.compactMap { patch -> Patch? in
            guard let layer = patch.spec?["values"].flatMap({ ValuesLayer.values($0, in: patch.file.path) }) else {
                return nil
            }
            return Patch(group: patch.file.directory, file: patch.file.path, layer: layer)
        }
        for written in model.patches.written {
            let path = written.file.path
            if PatchOperation.areAll(in: written.node) {
                guard let target = written.target, !target.objects(among: [release]).isEmpty else { continue }
                found += operations(written.node, in: path)
            } else if var object = Resource(file: written.file, document: written.document, node: written.node),
                object.kind == "HelmRelease"
            {
                object.targets = [written.target ?? PatchTarget(object: object, scope: written.scope)]
                guard !ChartInstallations.isWhole(object), changes(object, release),
                    let layer = object.spec?["values"].flatMap({ ValuesLayer.values($0, in: path) })
                else { continue }
                found.append(Patch(group: Paths.directory(of: path), file: path, layer: layer))
            }
        }
        for (path, targets) in model.patches.targets.sorted(by: { $0.key < $1.key }) {
            guard let file = model.operationFiles[path], !targets.flatMap({ $0.objects(among: [release]) }).isEmpty
            else { continue }
            for document in file.stream.documents where PatchOperation.areAll(in: document.root) {
                found += operations(document.root, in: path)
            }
        }
        return found
    }

    private func operations(_ list: YAMLNode, in path: String) -> [Patch] {
        list.items.compactMap { PatchOperation($0) }.compactMap { operation in
            guard operation.path.starts(with: ["spec", "values"]) else { return nil }
            let keys = Array(operation.path.dropFirst(2))
            // A place in a list is none that values can be told by.
            guard !keys.contains(where: { $0 == "-" || Int($0) != nil }) else { return nil }
            let content = ValuesLayer.Content.single(keys, operation.value, isParsed: false)
            let layer = ValuesLayer(file: path, line: operation.value.position.line, content: content)
            return Patch(group: Paths.directory(of: path), file: path, layer: layer)
        }
    }

    private func changes(_ patch: Resource, _ release: Resource) -> Bool {
        let targets = model.patchTargets(of: patch)
        guard targets.isEmpty else { return targets.contains { !$0.objects(among: [release]).isEmpty } }
        guard let namespace = patch.namespace, let own = release.namespace else { return true }
        return namespace == own
    }
}

/// Paths of Helm's `--set`: `a.b`, with a backslash before a dot that is part of a key.
enum SetPath {
    /// Nil where a place in a list is named.
    static func keys(of path: String) -> [String]? {
        var keys = [""]
        var isEscaped = false
        for character in path {
            if isEscaped {
                keys[keys.count - 1].append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "." {
                keys.append("")
            } else if character == "[" {
                return nil
            } else {
                keys[keys.count - 1].append(character)
            }
        }
        return keys.contains("") ? nil : keys
    }
}
