/// The files that a kustomization takes in, its bases and components with them.
struct KustomizationReach: Sendable {
    private var files: Set<String> = []
    /// Folders that are taken in with all that is below.
    private var folders: [String] = []

    /// Files and folders that are named one by one.
    var paths: Set<String> { files }

    func holds(file: String) -> Bool {
        files.contains(file) || folders.contains { $0.isEmpty || file.hasPrefix($0 + "/") }
    }

    /// What a kustomization changes: all that it includes; of a component, all that its includers include.
    init(of kustomization: Kustomization, in model: KustomizationGraph) {
        guard kustomization.isComponent else {
            visit(kustomization.directory, in: model)
            return
        }
        var seen: Set<String> = [kustomization.directory]
        var next = [kustomization.directory]
        while let folder = next.popLast() {
            for includer in model.includers(of: folder) where seen.insert(includer.directory).inserted {
                if includer.isComponent {
                    next.append(includer.directory)
                } else {
                    visit(includer.directory, in: model)
                }
            }
        }
    }

    /// What a Flux `Kustomization` applies: the folder's kustomization, else all files below.
    init(ofFolder folder: String, in model: KustomizationGraph) {
        if model.kustomization(in: folder) == nil { folders = [folder] }
        visit(folder, in: model)
    }

    private mutating func visit(_ folder: String, in model: KustomizationGraph) {
        var seen: Set<String> = [folder]
        var next = [folder]
        while let folder = next.popLast() {
            guard let kustomization = model.kustomization(in: folder) else { continue }
            files.insert(kustomization.file.path)
            for path in kustomization.includes where seen.insert(path).inserted {
                files.insert(path)
                next.append(path)
            }
        }
    }
}

/// The kustomizations of a tree, and which includes which.
struct KustomizationGraph: Sendable {
    private let byFolder: [String: Kustomization]
    private let includersByPath: [String: [Kustomization]]

    init(_ kustomizations: [Kustomization]) {
        byFolder = Dictionary(kustomizations.map { ($0.directory, $0) }) { first, _ in first }
        var includers: [String: [Kustomization]] = [:]
        for kustomization in kustomizations {
            for path in kustomization.includes { includers[path, default: []].append(kustomization) }
        }
        includersByPath = includers
    }

    func kustomization(in folder: String) -> Kustomization? { byFolder[folder] }

    func includers(of path: String) -> [Kustomization] { includersByPath[path] ?? [] }

    /// True where every way from a file outward passes a kustomization in one of the folders, or takes a component in one of
    /// them in.
    func isCovered(_ path: String, by folders: Set<String>) -> Bool {
        var seen: Set<String> = [path]
        var next = [path]
        while let place = next.popLast() {
            if folders.contains(place) { continue }
            let outer = includers(of: place)
            if outer.isEmpty { return false }
            next += outer.filter { !$0.includes.contains(where: folders.contains) }.map(\.directory)
                .filter { seen.insert($0).inserted }
        }
        return true
    }
}
