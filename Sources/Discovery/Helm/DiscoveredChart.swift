/// A chart of the tree that names dependencies: its own files about them, as they were read.
public struct DiscoveredChart: Hashable, Sendable {
    /// Relative to the tree; empty at its top.
    public let folder: String
    /// `Chart.yaml`, `requirements.yaml` and the locks, as far as they are there and can be read.
    public let files: [String: [UInt8]]
    /// Of locks that are there and cannot be read: name ⇒ why.
    public let unreadable: [String: String]

    public init(folder: String, files: [String: [UInt8]], unreadable: [String: String] = [:]) {
        self.folder = folder
        self.files = files
        self.unreadable = unreadable
    }

    /// The path of one of its files in the tree.
    public func path(of name: String) -> String {
        folder.isEmpty ? name : "\(folder)/\(name)"
    }

    /// The names of the files that say what a chart depends on.
    public static let names = ["Chart.yaml", "requirements.yaml", "Chart.lock", "requirements.lock"]

    /// The charts of a tree in the order of their folders.
    static func all(
        _ dependencies: [ChartDependencies], locks: Set<String>,
        read: (String) -> Result<[UInt8], SkippedFileError>?
    ) -> [DiscoveredChart] {
        let folders = Set(dependencies.map(\.file.directory)).sorted(by: SystemPath.precedes)
        return folders.map { folder in
            var files: [String: [UInt8]] = [:]
            var unreadable: [String: String] = [:]
            for name in names {
                let path = folder.isEmpty ? name : "\(folder)/\(name)"
                switch read(path) {
                case .success(let bytes): files[name] = bytes
                case .failure(let error) where locks.contains(path): unreadable[name] = error.message
                case .failure, nil: break
                }
            }
            return DiscoveredChart(folder: folder, files: files, unreadable: unreadable)
        }
    }
}
