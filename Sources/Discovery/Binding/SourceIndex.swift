/// Finds the source that an object names, by kind, namespace and name, as Flux does.
struct SourceIndex: Sendable {
    /// By the names that they have in the cluster.
    private let objects: [String: [SourceObject]]
    /// By the names that are written.
    private let written: [String: [SourceObject]]
    private let namespaces: Namespaces

    init(_ resources: [Resource], namespaces: Namespaces) {
        self.namespaces = namespaces
        let sources = resources.filter { SourceObject.kinds.contains($0.kind) && $0.name != nil }
        var objects: [String: [SourceObject]] = [:]
        var written: [String: [SourceObject]] = [:]
        for resource in sources {
            let object = SourceObject(resource, namespaces: namespaces.known(of: resource))
            written[Self.key(resource.kind, resource.name ?? ""), default: []].append(object)
            for name in namespaces.clusterNames(of: resource) {
                objects[Self.key(resource.kind, name), default: []].append(object)
            }
        }
        self.objects = objects
        self.written = written
    }

    /// What a reference to a source says.
    struct Target: Hashable, Sendable {
        let kind: String
        let name: String
        let namespace: String?
    }

    enum Outcome<Meaning: Hashable & Sendable>: Sendable {
        /// All fitting objects mean the same.
        case bound(Meaning, Binding, [SourceObject])
        case ambiguous([Meaning])
        /// Objects fit, but none of them says what it means: a url that is a variable, or no URL.
        case meaningless([SourceObject])
        case missing
    }

    /// Finds what a target means.
    ///
    /// - Parameter meaning: What an object stands for; objects that mean the same (copies for several clusters) do not
    ///   compete.
    func resolve<Meaning: Hashable>(
        _ target: Target, from resource: Resource, meaning: (SourceObject) -> Meaning?
    ) -> Outcome<Meaning> {
        let key = Self.key(target.kind, target.name)
        // Where no object has the name in the cluster, kustomize may have been told to rewrite references, too.
        let all = objects[key] ?? written[key] ?? []
        guard !all.isEmpty else { return .missing }
        let own = namespaces.known(of: resource)
        let wanted: Set<String?> = target.namespace.map { [$0] } ?? own.names
        let fitting = all.filter { object in
            object.namespaces.names.contains { $0 != nil && wanted.contains($0) }
        }
        if !fitting.isEmpty {
            let how: Binding =
                target.namespace != nil
                ? .explicitNamespace : own.isExplicit ? .sameNamespace : .kustomizationNamespace
            return choose(fitting, beside: resource, else: how, meaning: meaning)
        }
        // No namespace decides. What is written on both sides and differs is another source; the rest may be meant.
        let wantedIsWritten = target.namespace != nil || own.isExplicit
        let possible = all.filter { !(wantedIsWritten && $0.namespaces.isExplicit) }
        guard !possible.isEmpty else { return .ambiguous(Self.distinct(all.compactMap(meaning))) }
        return choose(possible, beside: resource, else: .onlyCandidate, meaning: meaning)
    }

    private func choose<Meaning: Hashable>(
        _ objects: [SourceObject], beside resource: Resource, else how: Binding, meaning: (SourceObject) -> Meaning?
    ) -> Outcome<Meaning> {
        let meanings = Self.distinct(objects.compactMap(meaning))
        if let only = meanings.first, meanings.count == 1 { return .bound(only, how, objects) }
        let appliers = resource.file.variables?.scope.appliers ?? []
        for narrowed in [
            objects.filter { !appliers.isDisjoint(with: $0.resource.file.variables?.scope.appliers ?? []) },
            objects.filter { $0.resource.file.path == resource.file.path },
            objects.filter { $0.resource.file.directory == resource.file.directory },
        ] {
            let near = Self.distinct(narrowed.compactMap(meaning))
            if let only = near.first, near.count == 1 {
                return .bound(only, narrowed.count == objects.count ? how : .sameFolder, narrowed)
            }
        }
        return meanings.isEmpty ? .meaningless(objects) : .ambiguous(meanings)
    }

    private static func distinct<Meaning: Hashable>(_ meanings: [Meaning]) -> [Meaning] {
        var seen: Set<Meaning> = []
        return meanings.filter { seen.insert($0).inserted }
    }

    private static func key(_ kind: String, _ name: String) -> String { "\(kind)/\(name)" }
}
