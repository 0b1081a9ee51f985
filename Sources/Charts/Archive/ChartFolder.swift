internal import Glibc

/// Reads the files of a chart's folder. Source: Helm, `LoadDir`.
struct ChartFolder {
    private(set) var files: [ChartFile] = []
    private(set) var problems: [ChartFileError] = []
    /// How errors call the folder.
    private let name: String
    /// Without links.
    private let top: String
    /// Where links may lead to, without links.
    private let root: String
    private var rules = HelmIgnore()
    /// The real folders that are being read, from the top on: a link to one of them has no end.
    private var open: [String] = []

    init(path: String, root: String?) throws(ChartArchiveError) {
        name = path
        guard let top = FolderFiles.resolved(path) else {
            let code: ChartArchiveError.Code = errno == ENOENT || errno == ENOTDIR ? .absent : .unreadable
            throw ChartArchiveError(code, archive: path, "cannot be opened (\(String(cString: strerror(errno))))")
        }
        guard FolderFiles.kind(of: top) == .folder else {
            throw ChartArchiveError(.unreadable, archive: path, "is no folder")
        }
        self.top = top
        self.root = root.flatMap(FolderFiles.resolved) ?? top
    }

    mutating func read(budget: inout ArchiveBudget) throws(ChartArchiveError) {
        if FolderFiles.kind(of: "\(top)/.helmignore") == .file {
            let bytes = try contents(of: "\(top)/.helmignore", path: ".helmignore")
            let (rules, problems) = HelmIgnore.parse(bytes)
            self.rules = rules
            self.problems += problems.map { ChartFileError(".helmignore", $0) }
        }
        try walk(top, path: "", budget: &budget)
    }

    private mutating func walk(
        _ folder: String, path: String, budget: inout ArchiveBudget
    ) throws(ChartArchiveError) {
        open.append(folder)
        defer { open.removeLast() }
        guard let names = FolderFiles.names(in: folder, limit: ChartLimits.entries) else {
            let message = "has a folder “\(path)” that cannot be read (\(String(cString: strerror(errno))))"
            throw ChartArchiveError(.unreadable, archive: name, entry: path, message)
        }
        for entry in names where !(path.isEmpty && entry == ".git") {
            try visit("\(folder)/\(entry)", path: path.isEmpty ? entry : "\(path)/\(entry)", budget: &budget)
        }
    }

    private mutating func visit(
        _ file: String, path: String, budget: inout ArchiveBudget
    ) throws(ChartArchiveError) {
        guard path.utf8.count <= ChartLimits.pathBytes else {
            let message = "has a path of more than \(ChartLimits.pathBytes) bytes: “\(path.prefix(120))…”"
            throw ChartArchiveError(.tooLarge, archive: name, entry: path, message)
        }
        var file = file
        if FolderFiles.kind(of: file) == .link {
            guard let target = FolderFiles.resolved(file) else {
                problems.append(ChartFileError(path, "is a link that leads nowhere; Helm refuses it"))
                return
            }
            guard target == root || target.hasPrefix(root == "/" ? "/" : root + "/") else {
                problems.append(ChartFileError(path, "is a link that leads out of the chart and is not followed"))
                return
            }
            guard !open.contains(target) else {
                problems.append(ChartFileError(path, "is a link to a folder that it lies in and is not followed"))
                return
            }
            file = target
        }
        let kind = FolderFiles.kind(of: file)
        if rules.ignores(path, isFolder: kind == .folder) { return }
        switch kind {
        case .folder:
            try budget.take(0, of: path, in: name)
            try walk(file, path: path, budget: &budget)
        case .file:
            let bytes = try contents(of: file, path: path)
            try budget.take(bytes.count, of: path, in: name)
            files.append(ChartFile(path: path, withoutMark: bytes))
        case .link, .special:
            let message = "holds “\(path)”, which is a device, a socket or a pipe: not a file of a chart"
            throw ChartArchiveError(.layout, archive: name, entry: path, message)
        case nil:
            throw ChartArchiveError(
                .unreadable, archive: name, entry: path, "holds “\(path)”, which cannot be looked at")
        }
    }

    private func contents(of file: String, path: String) throws(ChartArchiveError) -> [UInt8] {
        switch FolderFiles.contents(of: file, limit: ChartLimits.fileBytes) {
        case .success(let bytes): return bytes
        case .failure(.tooLarge(let size)):
            let message = "has the file “\(path)” of \(size) bytes; a file may have \(ChartLimits.fileBytes)"
            throw ChartArchiveError(.tooLarge, archive: name, entry: path, message)
        case .failure(.system(let reason)):
            let message = "has the file “\(path)”, which cannot be read (\(reason))"
            throw ChartArchiveError(.unreadable, archive: name, entry: path, message)
        }
    }
}
