/// The folders of a tree, and where in a Git repository the tree lies: what a path from the top of the repository means.
struct TreeFolders: Sendable {
    private let folders: Set<String>
    /// The tree's place in its repository, without slash at the end; empty at the top, nil where no `.git` is above.
    private let place: String?

    init(files: some Sequence<String>, place: String?) {
        var folders: Set<String> = [""]
        for file in files {
            var folder = Paths.directory(of: file)
            while folders.insert(folder).inserted { folder = Paths.directory(of: folder) }
        }
        self.folders = folders
        self.place = place
    }

    /// The folder that `spec.path` of a Flux object means, relative to the tree.
    ///
    /// Flux reads it from the top of a source. That is the repository that holds the tree, when the tree has a folder
    /// there; else the outermost folder above the object that has such a folder inside: a tree may hold copies of
    /// several repositories, or be a copy of a part of one. A path that is nowhere is taken from the tree's top.
    ///
    /// - Returns: Nil for a path that leads out of the repository.
    func path(_ text: String, namedIn directory: String) -> String? {
        guard let path = Paths.join("", text) else { return nil }
        if let place, !place.isEmpty {
            if path == place { return "" }
            if path.hasPrefix(place + "/") {
                let inside = String(path.dropFirst(place.utf8.count + 1))
                if folders.contains(inside) { return inside }
            }
            // A folder that holds the tree holds all of it.
            if place.hasPrefix(path.isEmpty ? "" : path + "/"), !folders.contains(path) { return "" }
        }
        if folders.contains(path) { return path }
        var base = ""
        for part in directory.split(separator: "/") {
            base += base.isEmpty ? String(part) : "/\(part)"
            let candidate = "\(base)/\(path)"
            if folders.contains(candidate) { return candidate }
        }
        return path
    }
}
