import Glibc

/// What one folder of the tree holds: its files, read, and the folders in it that are to be read next.
///
/// Symbolic links are not followed: what they lead to inside of the tree is read where it lies, and what lies outside
/// is not ours. `.git` is left out; other hidden folders are read. Of a chart, `templates/` and `charts/` are left out:
/// the first holds Go templates, which are named one by one, the second what the chart vendors. So is what
/// `.asternignore` names, and what Git neither tracks nor wants to.
struct FolderScan: Sendable {
    private(set) var files: [ParsedFile] = []
    private(set) var filesRead = 0
    private(set) var skipped: [SkippedFile] = []
    private(set) var folders: [Next] = []
    /// Lock files, which are never read: that they are there is what counts.
    private(set) var locks: [String] = []
    /// What `.asternignore` or Git leave out.
    private(set) var leftOut: [String] = []
    /// What comments say in files that are not YAML.
    private(set) var annotated: [ReferenceDraft] = []
    private let documents: ParsedDocuments
    private let annotatedFiles: AnnotatedFiles

    /// A folder that is to be scanned.
    struct Next: Sendable {
        let path: String
        let depth: Int
        /// Inside of a chart's `templates/`: files are named, not read.
        let isTemplates: Bool
        /// The `.asternignore` files above.
        let ignored: IgnoreRules
    }

    /// - Parameters:
    ///   - root: An absolute path without symbolic links.
    ///   - untracked: Paths, relative to the tree, that Git ignores.
    ///   - annotatedFiles: Those that are searched for annotations besides YAML.
    init(
        _ next: Next, root: String, untracked: Set<String>, parsing documents: ParsedDocuments,
        annotatedFiles: AnnotatedFiles
    ) {
        self.documents = documents
        self.annotatedFiles = annotatedFiles
        guard next.depth < DiscoveryLimits.depth else {
            skip(next.path, .tooLarge, "folders are nested deeper than \(DiscoveryLimits.depth)")
            return
        }
        guard let folder = Folder(next.path, root: root) else {
            skip(next.path.isEmpty ? "." : next.path, .unreadable, String(cString: strerror(errno)))
            return
        }
        let entries = folder.entries()
        let isChart = entries.contains { $0.name == "Chart.yaml" }
        let ignored = rules(of: folder, entries, above: next.ignored)
        for entry in entries {
            if isLeftOut(entry, in: folder, by: ignored, untracked) {
                leftOut.append(folder.path(of: entry.name))
                continue
            }
            switch entry.type {
            case .folder:
                let isOfChart = isChart && (entry.name == "templates" || entry.name == "charts")
                guard entry.name != ".git", !(isOfChart && entry.name == "charts") else { continue }
                folders.append(
                    Next(
                        path: folder.path(of: entry.name), depth: next.depth + 1,
                        isTemplates: next.isTemplates || isOfChart, ignored: ignored
                    )
                )
            case .file:
                if entry.name.endsUTF8(".lock") { locks.append(folder.path(of: entry.name)) }
                let isYAML = FileKind.isYAML(entry.name[...]) && !FileKind.isGenerated(entry.name[...])
                if isYAML, !next.isTemplates {
                    read(entry.name, in: folder)
                } else if annotatedFiles.contain(folder.path(of: entry.name)) {
                    readText(entry.name, in: folder)
                } else if isYAML {
                    skip(folder.path(of: entry.name), .template, "a template of a chart, not YAML of its own")
                }
            case .link:
                // It pins versions like any other, and cannot be written.
                if entry.name.hasSuffix(".lock") { locks.append(folder.path(of: entry.name)) }
                visitLink(folder.path(of: entry.name), name: entry.name[...], root: root)
            case .other:
                break
            }
        }
    }

    /// A tree that is one file.
    init(file name: String, root: String, parsing documents: ParsedDocuments, annotatedFiles: AnnotatedFiles) {
        self.documents = documents
        self.annotatedFiles = annotatedFiles
        guard let folder = Folder("", root: root) else {
            skip(name, .unreadable, String(cString: strerror(errno)))
            return
        }
        // What is written into a chart's file alone would break the lock beside it.
        if ChartDependencies.isNamedLikeOne(name[...]) {
            locks = folder.entries().map(\.name).filter { $0.hasSuffix(".lock") }
        }
        if !FileKind.isYAML(name[...]), annotatedFiles.contain(name) {
            readText(name, in: folder)
        } else {
            read(name, in: folder)
        }
    }

    private mutating func rules(
        of folder: borrowing Folder, _ entries: [Folder.Entry], above: IgnoreRules
    ) -> IgnoreRules {
        guard entries.contains(where: { $0.name == IgnoreRules.fileName && $0.type == .file }) else { return above }
        switch folder.read(IgnoreRules.fileName) {
        case .success(let text): return above.adding(text, of: folder.path)
        case .failure(let error):
            skip(folder.path(of: IgnoreRules.fileName), error.code, error.message)
            return above
        }
    }

    private func isLeftOut(
        _ entry: Folder.Entry, in folder: borrowing Folder, by ignored: IgnoreRules, _ untracked: Set<String>
    ) -> Bool {
        // Most trees have neither: then no path is made.
        if untracked.isEmpty, ignored.isEmpty { return false }
        let path = folder.path(of: entry.name)
        return untracked.contains(path) || ignored.leaveOut(path, isFolder: entry.type == .folder)
    }

    private mutating func read(_ name: String, in folder: borrowing Folder) {
        let path = folder.path(of: name)
        do throws(SkippedFileError) {
            let bytes = try folder.read(name).get()
            if annotatedFiles.contain(path), SourceFile.isNoYAML(bytes, path: path) {
                annotated += AnnotatedFile.references(in: bytes, path: path)
            }
            if let file = try SourceFile.parse(bytes, path: path, documents) {
                files.append(ParsedFile(file))
                if let damage = file.damage { skip(path, damage.code, damage.message) }
            }
            filesRead += 1
        } catch {
            skip(path, error.code, error.message)
        }
    }

    /// Reads a file that is not YAML for its annotations alone.
    private mutating func readText(_ name: String, in folder: borrowing Folder) {
        let path = folder.path(of: name)
        do throws(SkippedFileError) {
            let bytes = try folder.read(name).get()
            try SourceFile.refuseUnreadable(bytes)
            annotated += AnnotatedFile.references(in: bytes, path: path)
            filesRead += 1
        } catch {
            skip(path, error.code, error.message)
        }
    }

    private mutating func visitLink(_ path: String, name: Substring, root: String) {
        let place = "\(root)/\(path)"
        guard let target = SystemPath.real(place) else {
            let reason = String(cString: strerror(errno))
            if FileKind.isYAML(name) || errno == ELOOP { skip(path, .link, "the link leads nowhere: \(reason)") }
            return
        }
        let isInside = target == root || target.hasPrefix(root == "/" ? root : root + "/")
        if place.hasPrefix(target + "/") {
            skip(path, .link, "the link leads back to a folder that holds it")
        } else if !isInside, FileKind.isYAML(name) || SystemPath.isDirectory(target) {
            skip(path, .link, "the link leads out of the tree and is not followed")
        }
    }

    private mutating func skip(_ file: String, _ code: SkippedFile.Code, _ message: String) {
        skipped.append(SkippedFile(file: file, code: code, message: message))
    }
}
