internal import Git

/// Reads a tree: every YAML file in it, in parallel, the broken ones named.
struct TreeReader: Sendable {
    /// What was read, as it was named.
    let path: String
    let files: [ParsedFile]
    let filesRead: Int
    let skipped: [SkippedFile]
    /// The paths of all lock files (`*.lock`).
    let locks: Set<String>
    /// What comments say in files that are not YAML.
    let annotated: [ReferenceDraft]
    private let leftOut: Set<String>
    /// An absolute path without symbolic links.
    private let root: String
    /// Where in its Git repository the tree lies: empty at the top, nil where no `.git` is above.
    let place: String?

    /// - Parameters:
    ///   - path: A folder or a single file; the single file is read whatever ignores it.
    ///   - git: Tells what Git ignores; nil: nothing.
    ///   - annotatedFiles: Those that are searched for annotations besides YAML.
    init(
        path: String, git: GitClient? = nil, parsing documents: ParsedDocuments, annotatedFiles: AnnotatedFiles = .none
    ) async throws(DiscoveryError) {
        guard let resolved = SystemPath.real(path) else { throw DiscoveryError.notFound(path) }
        if SystemPath.isDirectory(resolved) {
            let place = Self.place(of: resolved)
            let untracked = await Self.untracked(in: resolved, place == nil ? nil : git)
            self.init(
                await Self.scans(root: resolved, untracked: untracked, documents, annotatedFiles), path: path,
                root: resolved,
                place: place)
        } else {
            let slash = resolved.utf8.lastIndex(of: UInt8(ascii: "/")) ?? resolved.startIndex
            let root = slash == resolved.startIndex ? "/" : String(resolved[..<slash])
            let name = String(resolved[resolved.utf8.index(after: slash)...])
            let scan = FolderScan(file: name, root: root, parsing: documents, annotatedFiles: annotatedFiles)
            self.init([scan], path: path, root: root, place: Self.place(of: root))
        }
    }

    /// Goes up to the folder that holds `.git` (a folder, or a file in worktrees and submodules).
    private static func place(of root: String) -> String? {
        var folder = root
        while !SystemPath.exists("\(folder)/.git") {
            guard let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
            folder = String(folder[..<slash])
        }
        return String(root.dropFirst(folder.count).drop { $0 == "/" })
    }

    /// What Git ignores and does not track. Without `git`, without a repository, and where Git refuses to look into it,
    /// everything is read: to read too much does no harm.
    private static func untracked(in root: String, _ git: GitClient?) async -> Set<String> {
        guard let git else { return [] }
        return Set((try? await git.ignoredFiles(in: root)) ?? [])
    }

    /// One task a folder: while one is listed, the files of others are read and parsed.
    private static func scans(
        root: String, untracked: Set<String>, _ documents: ParsedDocuments, _ annotatedFiles: AnnotatedFiles
    ) async -> [FolderScan] {
        @Sendable func scan(_ next: FolderScan.Next) -> FolderScan {
            FolderScan(
                next, root: root, untracked: untracked, parsing: documents, annotatedFiles: annotatedFiles)
        }
        return await withTaskGroup(of: FolderScan.self) { group in
            var scans: [FolderScan] = []
            group.addTask { scan(.init(path: "", depth: 0, isTemplates: false, ignored: IgnoreRules())) }
            for await found in group {
                for next in found.folders { group.addTask { scan(next) } }
                scans.append(found)
            }
            return scans
        }
    }

    /// A file of the tree with all its documents: one that something names, and that the scan need not have parsed.
    /// Nil where there is none, where it is neither YAML nor JSON, where it is left out, and where links lead out of the tree.
    func file(_ path: String) -> SourceFile? {
        let name = Paths.name(of: path)
        guard FileKind.isYAML(name) || name.endsUTF8(".json"), !isLeftOut(path), let bytes = try? bytes(of: path)?.get()
        else { return nil }
        return try? SourceFile.parse(bytes, path: path, .all)
    }

    /// True for what is left out, and for what lies in a folder that is.
    private func isLeftOut(_ path: String) -> Bool {
        guard !leftOut.isEmpty else { return false }
        return path.indices.contains { path[$0] == "/" && leftOut.contains(String(path[..<$0])) }
            || leftOut.contains(path)
    }

    /// The bytes of a file of the tree; nil where there is no such folder, or links lead out of the tree.
    func bytes(of path: String) -> Result<[UInt8], SkippedFileError>? {
        let directory = Paths.directory(of: path)
        let place = directory.isEmpty ? root : "\(root)/\(directory)"
        guard let real = SystemPath.real(place), real == root || real.hasPrefix(root == "/" ? "/" : root + "/"),
            let folder = Folder(directory, root: root)
        else { return nil }
        return folder.read(String(Paths.name(of: path)))
    }

    /// Whatever the order of the scans, the result is in the order of the paths.
    private init(_ scans: [FolderScan], path: String, root: String, place: String?) {
        self.path = path
        self.root = root
        self.place = place
        let found = scans.flatMap(\.files)
        // Indices and paths are cheaper to move about than what they stand for.
        let paths = found.map(\.path)
        let order = found.indices.sorted { SystemPath.precedes(paths[$0], paths[$1]) }
        files = order.map { found[$0] }
        filesRead = scans.reduce(0) { $0 + $1.filesRead }
        locks = Set(scans.flatMap(\.locks))
        annotated = scans.flatMap(\.annotated)
        leftOut = Set(scans.flatMap(\.leftOut))
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
