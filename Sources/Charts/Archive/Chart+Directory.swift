extension Chart {
    /// Reads a chart from its folder, as Helm does: `.helmignore` applies, archives below `charts/` are read too.
    ///
    /// Links are followed as long as they stay inside of `root`; others are left out and named in ``problems``. A `.git`
    /// at the top is no part of the chart.
    ///
    /// - Parameters:
    ///   - path: The folder; may be a link itself.
    ///   - root: The folder that links may lead to; the chart's own when nil.
    /// - Throws: Where the folder cannot be read, holds devices, sockets or pipes, is larger than ``ChartLimits``, or holds
    ///   no readable `Chart.yaml`.
    public init(directory path: String, root: String? = nil) throws(ChartArchiveError) {
        var budget = ArchiveBudget()
        var walk = try ChartFolder(path: path, root: root)
        try walk.read(budget: &budget)
        try self.init(parts: walk.files, problems: walk.problems, origin: path, depth: 0, budget: &budget)
    }
}
