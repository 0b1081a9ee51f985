extension Chart {
    /// Puts a chart together from all of its files, those below `charts/` included.
    ///
    /// What Helm refuses a chart for, and what does no harm, becomes a problem; bounds are kept. Source: Helm,
    /// `LoadFiles`.
    ///
    /// - Parameters:
    ///   - origin: How errors call the archive or folder.
    ///   - depth: In how many charts this one lies.
    init(
        parts: [ChartFile], problems: [ChartFileError], origin: String, depth: Int, budget: inout ArchiveBudget
    ) throws(ChartArchiveError) {
        var problems = problems
        var own: [String: ChartFile] = [:]
        var nested: [String: [ChartFile]] = [:]
        for file in parts {
            guard file.path.hasPrefix("charts/"), !file.path.hasSuffix(".prov") else {
                if own.updateValue(file, forKey: file.path) != nil {
                    problems.append(ChartFileError(file.path, "stands twice in the archive: the last one counts"))
                }
                continue
            }
            let below = file.path.dropFirst("charts/".count)
            let name = String(below.prefix { $0 != "/" })
            guard let first = name.utf8.first, first != UInt8(ascii: "_"), first != UInt8(ascii: ".") else { continue }
            nested[name, default: []].append(ChartFile(path: String(below), bytes: file.bytes))
        }
        var subcharts: [Chart] = []
        for (name, files) in nested.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            guard depth < ChartLimits.chartDepth else {
                let message =
                    "has the chart “charts/\(name)” in \(depth + 1) others; at most \(ChartLimits.chartDepth) may be"
                throw ChartArchiveError(.tooLarge, archive: origin, entry: "charts/\(name)", message)
            }
            do throws(ChartArchiveError) {
                subcharts.append(
                    try Chart(nested: files, named: name, in: origin, depth: depth + 1, budget: &budget))
            } catch {
                // What one chart may cost is spent: there is no going on.
                if error.code == .tooLarge { throw error }
                problems.append(ChartFileError("charts/\(name)", error.message))
            }
        }
        do throws(ChartFileError) {
            try self.init(files: Array(own.values), subcharts: subcharts, problems: problems)
        } catch {
            let isMissing = own[error.file] == nil
            let message = isMissing ? "holds no \(error.file)" : "has a \(error.file) that \(error.message)"
            throw ChartArchiveError(isMissing ? .layout : .metadata, archive: origin, entry: error.file, message)
        }
    }

    /// A chart below `charts/`: an archive, or a folder.
    private init(
        nested files: [ChartFile], named name: String, in origin: String, depth: Int, budget: inout ArchiveBudget
    ) throws(ChartArchiveError) {
        let inner = "\(origin)/charts/\(name)"
        if name.hasSuffix(".tgz") {
            guard let archive = files.first, archive.path == name else {
                throw ChartArchiveError(.layout, archive: inner, "is a folder and is called like an archive")
            }
            try self.init(archive: archive.bytes, named: inner, depth: depth, budget: &budget)
            return
        }
        let prefix = name.utf8.count + 1
        let below = files.compactMap { file in
            file.path == name ? nil : ChartFile(path: String(file.path.dropFirstBytes(prefix)), bytes: file.bytes)
        }
        guard !below.isEmpty else {
            throw ChartArchiveError(.layout, archive: inner, "is no chart; Helm refuses other files in charts/")
        }
        try self.init(parts: below, problems: [], origin: inner, depth: depth, budget: &budget)
    }
}

extension String {
    fileprivate func dropFirstBytes(_ count: Int) -> Substring {
        self[(utf8.index(utf8.startIndex, offsetBy: count, limitedBy: utf8.endIndex) ?? endIndex)...]
    }
}
