extension VendoredCharts {
    /// Reads what lies in a folder called `charts`; nothing where there is none. Hidden names and those that start with
    /// `_` are left out, as Helm does.
    public init(folder: String) {
        self.init()
        for name in FolderFiles.names(in: folder, limit: ChartLimits.entries) ?? [] {
            guard !name.hasPrefix("."), !name.hasPrefix("_") else { continue }
            let path = "\(folder)/\(name)"
            let isFolder = FolderFiles.resolved(path).flatMap(FolderFiles.kind) == .folder
            if isFolder {
                folders.append(Item(file: name, metadata: (try? Chart(directory: path))?.metadata))
            } else if name.hasSuffix(".tgz") {
                archives.append(Item(file: name, metadata: Self.archive(at: path, named: name)))
            }
        }
    }

    private static func archive(at path: String, named name: String) -> ChartMetadata? {
        guard let real = FolderFiles.resolved(path),
            case .success(let bytes) = FolderFiles.contents(of: real, limit: ChartLimits.archiveBytes)
        else { return nil }
        return (try? Chart(archive: bytes, named: name))?.metadata
    }
}
