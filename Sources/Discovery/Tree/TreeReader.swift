import SourceYAML

/// Reads a tree: every YAML file in it, in parallel, the broken ones named.
struct TreeReader: Sendable {
    let files: [SourceFile]
    let filesRead: Int
    let skipped: [SkippedFile]

    /// - Parameter path: A folder or a single file.
    init(path: String) async throws(DiscoveryError) {
        guard let resolved = TreeWalk.realPath(path) else { throw DiscoveryError.notFound(path) }
        if TreeWalk.isDirectory(resolved) {
            let walk = TreeWalk(root: resolved)
            self = await TreeReader(root: resolved, paths: walk.files, skipped: walk.skipped)
        } else {
            let root = Paths.directory(of: resolved)
            let name = String(resolved.utf8.dropFirst(root.utf8.count + 1)) ?? resolved
            self = await TreeReader(root: root, paths: [name], skipped: [])
        }
    }

    private init(root: String, paths: [String], skipped: [SkippedFile]) async {
        // Files differ in size by five orders of magnitude: small batches keep both cores busy.
        let batch = 32
        var results: [Int: [Outcome]] = [:]
        await withTaskGroup(of: (Int, [Outcome]).self) { group in
            for start in stride(from: 0, to: paths.count, by: batch) {
                let part = paths[start..<min(start + batch, paths.count)]
                group.addTask { (start, part.map { Self.read($0, root: root) }) }
            }
            for await (start, outcomes) in group { results[start] = outcomes }
        }
        var files: [SourceFile] = []
        var skipped = skipped
        var read = 0
        for (_, outcomes) in results.sorted(by: { $0.key < $1.key }) {
            for outcome in outcomes {
                switch outcome {
                case .parsed(let file):
                    files.append(file)
                    read += 1
                case .quiet:
                    read += 1
                case .skipped(let file):
                    skipped.append(file)
                }
            }
        }
        self.files = files
        filesRead = read
        self.skipped = skipped.sorted { TreeWalk.precedes($0.file, $1.file) }
    }

    private enum Outcome: Sendable {
        case parsed(SourceFile)
        case quiet
        case skipped(SkippedFile)
    }

    private static func read(_ path: String, root: String) -> Outcome {
        do throws(SkippedFileError) {
            let bytes = try FileReader.read(path, root: root).get()
            return try SourceFile.parse(bytes, path: path).map(Outcome.parsed) ?? .quiet
        } catch {
            return .skipped(SkippedFile(file: path, code: error.code, message: error.message))
        }
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
