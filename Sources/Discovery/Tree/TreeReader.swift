/// Reads a tree: every YAML file in it, in parallel, the broken ones named.
struct TreeReader: Sendable {
    let files: [ParsedFile]
    let filesRead: Int
    let skipped: [SkippedFile]
    /// The paths of all lock files (`*.lock`).
    let locks: Set<String>

    /// - Parameter path: A folder or a single file.
    init(path: String, parsing documents: ParsedDocuments) async throws(DiscoveryError) {
        guard let resolved = SystemPath.real(path) else { throw DiscoveryError.notFound(path) }
        if SystemPath.isDirectory(resolved) {
            self.init(await Self.scans(root: resolved, documents))
        } else {
            let slash = resolved.utf8.lastIndex(of: UInt8(ascii: "/")) ?? resolved.startIndex
            let root = slash == resolved.startIndex ? "/" : String(resolved[..<slash])
            let name = String(resolved[resolved.utf8.index(after: slash)...])
            self.init([FolderScan(file: name, root: root, parsing: documents)])
        }
    }

    /// One task a folder: while one is listed, the files of others are read and parsed.
    private static func scans(root: String, _ documents: ParsedDocuments) async -> [FolderScan] {
        await withTaskGroup(of: FolderScan.self) { group in
            var scans: [FolderScan] = []
            group.addTask { FolderScan(.init(path: "", depth: 0, isTemplates: false), root: root, parsing: documents) }
            for await scan in group {
                for next in scan.folders { group.addTask { FolderScan(next, root: root, parsing: documents) } }
                scans.append(scan)
            }
            return scans
        }
    }

    /// Whatever the order of the scans, the result is in the order of the paths.
    private init(_ scans: [FolderScan]) {
        let found = scans.flatMap(\.files)
        // Indices and paths are cheaper to move about than what they stand for.
        let paths = found.map(\.path)
        let order = found.indices.sorted { SystemPath.precedes(paths[$0], paths[$1]) }
        files = order.map { found[$0] }
        filesRead = scans.reduce(0) { $0 + $1.filesRead }
        locks = Set(scans.flatMap(\.locks))
        skipped = scans.flatMap(\.skipped).sorted { SystemPath.precedes($0.file, $1.file) }
    }
}

/// Why a tree cannot be read at all.
public enum DiscoveryError: Error, Hashable, Sendable, CustomStringConvertible {
    case notFound(String)

    public var description: String {
        switch self {
        case .notFound(let path): "\(path): no such file or folder"
        }
    }
}
