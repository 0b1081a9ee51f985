import Charts
import Discovery
import Git

/// A chart that a command of `deps` is about.
struct ChartTarget: Sendable {
    /// How it is called: as the user gave it.
    let label: String
    /// The folder that the files of the tree are relative to; nil for an archive.
    let root: String?
    let files: DiscoveredChart
    /// Of an archive.
    let archive: Chart?

    /// The chart's folder on disk; nil for an archive.
    var folder: String? {
        root.map { files.folder.isEmpty ? $0 : "\($0)/\(files.folder)" }
    }

    /// The chart by its own files, read as Helm does: also through links.
    func chart() throws(ChartFileError) -> Chart {
        if let archive { return archive }
        let folder = folder ?? "."
        let files = DiscoveredChart.names.compactMap { name in
            FilePaths.read("\(folder)/\(name)").map { ChartFile(path: name, bytes: $0) }
        }
        return try Chart(files: files)
    }

    /// What lies in its `charts/`.
    func vendored() -> VendoredCharts {
        if let archive {
            return VendoredCharts(
                folders: archive.subcharts.map { .init(file: $0.metadata.name, metadata: $0.metadata) })
        }
        return VendoredCharts(folder: "\(folder ?? ".")/charts")
    }
}

/// The charts of a command line, by the trees that they lie in.
struct ChartTargets {
    /// A tree and the charts in it that are meant.
    struct Group {
        let tree: DiscoveredTree
        let targets: [ChartTarget]

        /// Charts of the tree whose own file cannot be read: `FILE: why`.
        var unreadable: [String] {
            guard let root = targets.first?.root else { return [] }
            return tree.skipped.filter { file in
                let name = file.file.split(separator: "/").last ?? ""
                return file.isFailure && DiscoveredChart.names.prefix(2).contains { $0 == name }
            }.map { "\(root)/\($0.file): \($0.message)" }
        }
    }

    let groups: [Group]
    /// False for one chart that was named by itself.
    let isList: Bool

    var all: [ChartTarget] { groups.flatMap(\.targets) }

    /// Says which charts of trees cannot be read; true where there are any.
    func tellUnreadable() -> Bool {
        let lines = isList ? groups.flatMap(\.unreadable) : []
        for line in lines { Output.note("skipped: \(line)") }
        return !lines.isEmpty
    }

    static func find(_ words: [String], settings: Settings) async throws -> ChartTargets {
        var groups: [Group] = []
        var isList = words.count > 1
        for word in words {
            let path = trimmed(word)
            if FilePaths.isDirectory(path), !FilePaths.exists(join(path, "Chart.yaml")) {
                groups.append(try await tree(path, settings))
                isList = true
            } else if FilePaths.isDirectory(path) {
                groups.append(try await chart(path, label: path, settings))
            } else if ["Chart.yaml", "requirements.yaml"].contains(path.split(separator: "/").last ?? "") {
                guard FilePaths.exists(path) else { throw Failure("\(path): no such file") }
                groups.append(try await chart(FilePaths.root(of: path), label: path, settings))
            } else {
                groups.append(try archive(path))
            }
        }
        return ChartTargets(groups: groups, isList: isList)
    }

    private static func trimmed(_ path: String) -> String {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }

    private static func tree(_ path: String, _ settings: Settings) async throws -> Group {
        let session = try await Session(path: path, settings: settings)
        let targets = session.tree.charts.map { chart in
            ChartTarget(label: join(path, chart.folder), root: path, files: chart, archive: nil)
        }
        guard !targets.isEmpty else { throw Failure("\(path): no Chart.yaml, and no chart with dependencies below") }
        return Group(tree: session.tree, targets: targets)
    }

    /// Only the file that names the dependencies is looked into, not all that a chart's folder holds.
    private static func chart(_ folder: String, label: String, _ settings: Settings) async throws -> Group {
        let bare = DiscoveredChart(
            folder: "",
            files: Dictionary(
                DiscoveredChart.names.compactMap { name in FilePaths.read(join(folder, name)).map { (name, $0) } }
            ) { first, _ in first })
        let chart = try? Chart(files: bare.files.map { ChartFile(path: $0.key, bytes: $0.value) })
        let session = try await Session(path: join(folder, chart?.dependencyFile ?? "Chart.yaml"), settings: settings)
        let found = session.tree.charts.first ?? bare
        let target = ChartTarget(label: label, root: folder, files: found, archive: nil)
        return Group(tree: session.tree, targets: [target])
    }

    private static func archive(_ path: String) throws -> Group {
        guard FilePaths.exists(path) else { throw Failure("\(path): no such file or folder") }
        guard let bytes = FilePaths.read(path) else { throw Failure("\(path): the file cannot be read") }
        do throws(ChartArchiveError) {
            let chart = try Chart(archive: bytes, named: path)
            let files = Dictionary(
                DiscoveredChart.names.compactMap { name in chart.bytes(of: name).map { (name, $0) } }
            ) { first, _ in first }
            let target = ChartTarget(
                label: path, root: nil, files: DiscoveredChart(folder: "", files: files), archive: chart)
            return Group(tree: DiscoveredTree(references: [], filesRead: 1, skipped: []), targets: [target])
        } catch {
            throw Failure(error.description)
        }
    }

    private static func join(_ folder: String, _ name: String) -> String {
        if name.isEmpty { return folder }
        return folder == "." ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    }
}
