import Charts
import Discovery
import Tracking

/// Plans the dependencies of the charts of one tree.
struct DepsSession {
    let planner: DependencyPlanner
    let names: RepositoryNames
    let root: String

    init(
        _ group: ChartTargets.Group, rules: Rules, source: SourceOptions, lookups: LookupSource, settings: Settings
    ) throws {
        let root = group.targets.first?.root ?? "."
        let isArchive = group.targets.contains { $0.archive != nil }
        let names = HelmConfiguration.repositoryNames()
        self.root = root
        self.names = names
        planner = DependencyPlanner(
            upstream: lookups.upstream, rules: rules, concurrency: try source.network.parallelism(settings),
            lockTime: SystemTime.now, names: names,
            local: { folder, path in
                if isArchive {
                    return .failure(LocalChartError("it lies where the chart was packed, not in the archive"))
                }
                return Self.read(root, folder, path) { place throws(ChartArchiveError) in try Chart(directory: place) }
            })
    }

    /// Packs a chart on disk, by a path relative to a chart's folder.
    func pack(_ folder: String, _ path: String) -> Result<ChartPackage, LocalChartError> {
        Self.read(root, folder, path) { place throws(ChartArchiveError) in try ChartPackage(directory: place) }
    }

    private static func read<Value>(
        _ root: String, _ folder: String, _ path: String, _ body: (String) throws(ChartArchiveError) -> Value
    ) -> Result<Value, LocalChartError> {
        let place = path.hasPrefix("/") ? path : folder.isEmpty ? "\(root)/\(path)" : "\(root)/\(folder)/\(path)"
        do throws(ChartArchiveError) {
            return .success(try body(place))
        } catch {
            return .failure(LocalChartError(error.description))
        }
    }
}
