internal import Archives

extension Chart {
    /// Reads a chart from the bytes of its archive, as `helm package` makes it: gzip (or nothing) around tar.
    ///
    /// In memory; nothing is written or followed. Archives below `charts/` are read too. Stricter than Helm: see
    /// docs/chart.md.
    ///
    /// - Parameter name: How errors call the archive: a file name, a URL.
    /// - Throws: Where the archive is damaged, hostile or larger than ``ChartLimits``, or holds no readable `Chart.yaml`.
    ///   What else is wrong stands in ``problems``.
    public init(archive bytes: [UInt8], named name: String) throws(ChartArchiveError) {
        guard bytes.count <= ChartLimits.archiveBytes else {
            let message = "has \(bytes.count) bytes; an archive may have \(ChartLimits.archiveBytes)"
            throw ChartArchiveError(.tooLarge, archive: name, message)
        }
        var budget = ArchiveBudget()
        try self.init(archive: bytes, named: name, depth: 0, budget: &budget)
    }

    init(
        archive bytes: [UInt8], named name: String, depth: Int, budget: inout ArchiveBudget
    ) throws(ChartArchiveError) {
        let (files, problems) = try Self.entries(of: bytes, named: name, budget: &budget)
        try self.init(parts: files, problems: problems, origin: name, depth: depth, budget: &budget)
    }

    /// The files of an archive with their paths below the chart's folder, in the archive's order.
    private static func entries(
        of bytes: [UInt8], named name: String, budget: inout ArchiveBudget
    ) throws(ChartArchiveError) -> ([ChartFile], [ChartFileError]) {
        let limits = ArchiveLimits(
            entries: budget.entries, nameBytes: ChartLimits.pathBytes, entryBytes: ChartLimits.fileBytes,
            totalBytes: budget.bytes + ChartLimits.tarBytes)
        var files: [ChartFile] = []
        var problems: [ChartFileError] = []
        var reader = try TarReader(ofChart: bytes, named: name, limits: limits)
        while let entry = try reader.nextOfChart(named: name) {
            let path: String
            do throws(ChartEntryName.Problem) {
                path = try ChartEntryName.path(of: entry.written)
            } catch {
                let code: ChartArchiveError.Code = error.isLayout ? .layout : .hostileName
                throw ChartArchiveError(code, archive: name, entry: entry.written, error.message)
            }
            try budget.take(entry.size, of: entry.written, in: name)
            guard entry.kind == .file else {
                // As Helm has it: a file by that name, with nothing in it.
                let kind = entry.kind == .link ? "a link" : "a device or a pipe"
                problems.append(ChartFileError(path, "is \(kind) in the archive and counts as an empty file"))
                files.append(ChartFile(path: path, bytes: []))
                continue
            }
            files.append(ChartFile(path: path, withoutMark: try reader.contentsOfChart(named: name)))
        }
        guard !files.isEmpty else {
            throw ChartArchiveError(.layout, archive: name, "holds no files: a chart has a Chart.yaml in a folder")
        }
        return (files, problems)
    }
}

extension ChartFile {
    /// A file without the byte order mark that it may begin with, as Helm reads each.
    init(path: String, withoutMark bytes: [UInt8]) {
        self.init(path: path, bytes: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes)
    }
}

extension TarReader {
    fileprivate init(ofChart bytes: [UInt8], named name: String, limits: ArchiveLimits) throws(ChartArchiveError) {
        do throws(ArchiveError) {
            self = try TarReader(bytes: bytes, limits: limits, givesLinks: true)
        } catch {
            throw ChartArchiveError(error, archive: name)
        }
    }

    fileprivate mutating func nextOfChart(named name: String) throws(ChartArchiveError) -> ArchiveEntry? {
        do throws(ArchiveError) {
            return try next()
        } catch {
            throw ChartArchiveError(error, archive: name)
        }
    }

    fileprivate mutating func contentsOfChart(named name: String) throws(ChartArchiveError) -> [UInt8] {
        do throws(ArchiveError) {
            return try contents(limit: ChartLimits.fileBytes)
        } catch {
            throw ChartArchiveError(error, archive: name)
        }
    }
}
