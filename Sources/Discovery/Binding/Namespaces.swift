/// Where objects of a file end up, through the kustomizations that include it: namespaces, names, and who applies them.
///
/// A kustomization's `namespace` overrides what its objects say, an outer one overrides an inner one, and a Flux
/// `Kustomization`'s `targetNamespace` overrides them all. `namePrefix` and `nameSuffix` grow outward. A file that several
/// of them include has several places.
struct Namespaces: Sendable {
    private let kustomizations: [String: Kustomization]
    /// Included file or folder ⇒ folders of the kustomizations that include it.
    private let includers: [String: [String]]
    /// Folder ⇒ indices of the Flux objects that apply it.
    private let roots: [String: [Int]]
    let flux: [FluxKustomization]
    /// By file: nearly every file is asked for several times.
    private var known: [String: Set<Place>] = [:]
    /// By folder of a kustomization: where what only it includes ends up.
    private var knownFolders: [String: Set<Place>] = [:]

    /// - Parameter files: Those that will be asked for most; others can be, too.
    init(kustomizations: [Kustomization], flux: [FluxKustomization], files: some Sequence<String>) {
        self.kustomizations = Dictionary(kustomizations.map { ($0.directory, $0) }) { first, _ in first }
        var includers: [String: [String]] = [:]
        for kustomization in kustomizations {
            for path in kustomization.includes { includers[path, default: []].append(kustomization.directory) }
        }
        self.includers = includers
        self.flux = flux
        roots = Dictionary(grouping: flux.indices) { flux[$0].path }
        for folder in Set(kustomizations.map(\.directory)) { knownFolders[folder] = findPlaces(from: [folder]) }
        for file in files { known[file] = findPlaces(ofFile: file) }
    }

    /// What an object is known to be in: a nil element stands for "no namespace can be told".
    struct Known: Hashable, Sendable {
        let names: Set<String?>
        /// True when the object itself says so and nothing overrides it.
        let isExplicit: Bool
    }

    func known(of resource: Resource) -> Known {
        let overrides = Set(places(ofFile: resource.file.path).map(\.namespace))
        let names = Set(overrides.map { $0 ?? resource.namespace })
        return Known(names: names, isExplicit: resource.namespace != nil && overrides.allSatisfy { $0 == nil })
    }

    /// The names that an object has in the cluster, with the prefixes and suffixes of its kustomizations.
    ///
    /// kustomize rewrites the names of all objects, and of references only those that it knows: `sourceRef` and
    /// `chartRef` of Flux stay as they are written, unless a `configurations` file says otherwise.
    func clusterNames(of resource: Resource) -> Set<String> {
        guard let name = resource.name else { return [] }
        return Set(places(ofFile: resource.file.path).map { $0.prefix + name + $0.suffix })
    }

    /// The Flux objects, by index, whose builds hold a file.
    func appliers(ofFile path: String) -> Set<Int> { Set(places(ofFile: path).compactMap(\.applier)) }

    /// What kustomizations make of a file on one way outward.
    private struct Place: Hashable {
        /// Nil where nothing forces one.
        var namespace: String?
        var prefix = ""
        var suffix = ""
        /// The Flux object at the end of the way.
        var applier: Int?

        func applied(by index: Int, _ flux: FluxKustomization) -> Place {
            Place(
                namespace: flux.targetNamespace ?? namespace, prefix: flux.namePrefix + prefix,
                suffix: suffix + flux.nameSuffix, applier: index
            )
        }
    }

    private func places(ofFile path: String) -> Set<Place> { known[path] ?? findPlaces(ofFile: path) }

    private func findPlaces(ofFile path: String) -> Set<Place> {
        let direct = includers[path] ?? []
        if !direct.isEmpty { return places(from: direct) }
        let folder = Paths.directory(of: path)
        if kustomizations[folder] != nil, FileKind.isKustomization(Paths.name(of: path)) {
            return places(from: [folder])
        }
        let generated = generators(above: folder)
        return generated.isEmpty ? [Place()] : Set(generated.map { Place().applied(by: $0, flux[$0]) })
    }

    /// A folder on the way outward, and what has been forced so far.
    private struct Step: Hashable {
        let folder: String
        var place: Place
    }

    private func places(from folders: [String]) -> Set<Place> {
        if folders.count == 1, let known = knownFolders[folders[0]] { return known }
        return findPlaces(from: folders)
    }

    /// Goes outward from kustomizations, each way once, so that neither circles nor overlays of overlays take long.
    private func findPlaces(from folders: [String]) -> Set<Place> {
        var found: Set<Place> = []
        var steps = folders.map { Step(folder: $0, place: Place()) }
        var seen = Set(steps)
        while let step = steps.popLast() {
            var place = step.place
            if let kustomization = kustomizations[step.folder] {
                place.namespace = kustomization.namespace ?? place.namespace
                place.prefix = kustomization.namePrefix + place.prefix
                place.suffix += kustomization.nameSuffix
            }
            let parent = Paths.directory(of: step.folder)
            let applying = (roots[step.folder] ?? []) + (step.folder.isEmpty ? [] : generators(above: parent))
            let outer = (includers[step.folder] ?? []).filter { $0 != step.folder }
            found.formUnion(applying.map { place.applied(by: $0, flux[$0]) })
            if applying.isEmpty, outer.isEmpty { found.insert(place) }
            // In a circle prefixes would grow for ever: no object has a longer name.
            guard place.prefix.utf8.count + place.suffix.utf8.count <= DiscoveryLimits.nameBytes else { continue }
            for next in outer.map({ Step(folder: $0, place: place) }) where seen.insert(next).inserted {
                steps.append(next)
            }
        }
        // Kustomizations in a circle that nothing applies.
        return found.isEmpty ? [Place()] : found
    }

    /// Flux generates a kustomization for a folder that has none: it takes in all files and kustomizations below.
    private func generators(above folder: String) -> [Int] {
        var found: [Int] = []
        var ancestor = folder
        while kustomizations[ancestor] == nil {
            found += roots[ancestor] ?? []
            guard !ancestor.isEmpty else { break }
            ancestor = Paths.directory(of: ancestor)
        }
        return found
    }
}
