import Artifacts
public import Charts
public import Discovery
import SourceYAML
public import Upstream
import Versioning

/// Decides what becomes of the dependencies of charts: pins by the decisions that a report tells, ranges in their form,
/// and the lock as Helm would write it.
public struct DependencyPlanner: Sendable {
    let upstream: MemoizedUpstream
    private let rules: Rules
    private let planner: Planner
    private let names: RepositoryNames
    private let resolver: DependencyResolver
    private let lockTime: LockTime

    /// - Parameters:
    ///   - lockTime: When the locks are made.
    ///   - names: The repositories that this machine's Helm knows by name.
    ///   - local: Reads a chart on disk, by a path that is absolute or relative to a chart's folder in the tree.
    public init(
        upstream: any UpstreamSource, rules: Rules, concurrency: Int, lockTime: LockTime, names: RepositoryNames,
        local: @escaping @Sendable (_ folder: String, _ path: String) -> Result<Chart, LocalChartError>,
        progress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil
    ) {
        let upstream = MemoizedUpstream(upstream)
        self.upstream = upstream
        self.rules = rules
        self.names = names
        self.lockTime = lockTime
        planner = Planner(
            upstream: upstream, rules: rules, checks: ChartChecks(now: lockTime.seconds), concurrency: concurrency,
            lockTime: lockTime, progress: progress)
        resolver = DependencyResolver(upstream: upstream, local: local)
    }

    /// The updates of charts of a tree, in their order.
    public func plan(_ tree: DiscoveredTree, charts: [DiscoveredChart]) async -> [ChartUpdate] {
        let read = charts.map { chart -> (DiscoveredChart, Chart?, LockRefusal?) in
            do throws(LockRefusal) {
                return (chart, try chart.chart(), nil)
            } catch {
                return (chart, nil, error)
            }
        }
        let references = read.flatMap { files, chart, _ in chart.map { self.references(of: files, $0, in: tree) } ?? []
        }
        let (decisions, _) = await planner.decisions(tree, references: references)
        var updates: [ChartUpdate] = []
        for (files, chart, refusal) in read {
            if let chart {
                let mine = decisions.filter { files.holds($0.reference) }
                updates.append(await update(files, chart, mine))
            } else {
                updates.append(.refused(files, nil, refusal?.message ?? ""))
            }
        }
        return updates
    }

    /// The references of a chart's dependencies; those whose repository has a name that is known are bound.
    private func references(of files: DiscoveredChart, _ chart: Chart, in tree: DiscoveredTree) -> [Reference] {
        let requested = chart.lockCheck(names: names).requested
        return tree.references.filter(files.holds).map { reference in
            guard reference.artifact == nil, let index = reference.dependencyIndex,
                let entries = requested.entries, index < entries.count, let entry = entries[index],
                let artifact = Artifact.dependency(entry.name, in: entry.repository)
            else { return reference }
            return reference.bound(to: artifact)
        }
    }

    private func update(_ files: DiscoveredChart, _ chart: Chart, _ decisions: [Decision]) async -> ChartUpdate {
        let check = chart.lockCheck(names: names)
        // A lock that cannot be read is made anew by who can read the rest.
        if case .undecided(let problem) = check.outcome { return .refused(files, chart, problem) }
        var edits: Set<Edit> = []
        for decision in decisions {
            edits.formUnion(decision.edits)
            if let edit = await RangeRaise(upstream: upstream, rules: rules).edit(for: decision) { edits.insert(edit) }
        }
        let manifestEdits = edits.sorted { ($0.file, $0.range.lowerBound) < ($1.file, $1.range.lowerBound) }
        let after: Chart
        do throws(LockRefusal) {
            after = try files.chart(with: try files.applying(manifestEdits))
        } catch {
            return .refused(files, chart, error.message)
        }
        let requested = after.replacingNames(like: check.requested)
        let entries = requested.entries ?? []
        var rows: [ChartUpdate.Row] = []
        var locked: [ChartDependency] = []
        for (index, entry) in entries.enumerated() {
            guard let entry else { return .refused(files, chart, "its dependencies hold null, which Helm refuses") }
            let outcome = await resolver.resolve(entry, of: requested, in: files.folder, lock: chart.lock)
            let before = check.requested.entries.flatMap { index < $0.count ? $0[index] : nil } ?? entry
            let artifact = Artifact.dependency(entry.name, in: entry.repository)
            let decision = decisions.first { decision in
                decision.reference.dependencyIndex.map { $0 == index }
                    ?? (decision.reference.artifact == artifact && decision.reference.mainSite.text == before.version)
            }
            var wanted: String?
            var problem: String?
            switch outcome {
            case .success(let dependency):
                wanted = dependency.version
                locked.append(dependency)
            case .failure(let failure):
                problem = failure.message
            }
            rows.append(
                ChartUpdate.Row(
                    dependency: before, requested: entry.version, locked: chart.lockedVersion(of: entry, at: index),
                    wanted: wanted, latest: await latest(decision, artifact), artifact: artifact, problem: problem))
        }
        return finish(files, chart, after, rows, manifestEdits, locked, requested)
    }

    /// The newest stable version: what a report says, or where nothing was decided, what upstream lists.
    private func latest(_ decision: Decision?, _ artifact: Artifact?) async -> String? {
        if let latest = decision?.latest?.version { return latest }
        guard let artifact, case .success(let listing) = await upstream.listing(of: artifact) else { return nil }
        let stable = listing.releases.compactMap { HelmVersions.version(of: $0, in: artifact) }
            .filter { !$0.isPrerelease }
        return stable.max { $0 < $1 }?.text
    }

    private func finish(
        _ files: DiscoveredChart, _ chart: Chart, _ after: Chart, _ rows: [ChartUpdate.Row], _ edits: [Edit],
        _ locked: [ChartDependency], _ requested: DependencyList
    ) -> ChartUpdate {
        let name = chart.lockFile?.path ?? (chart.isVersion1 ? "requirements.lock" : "Chart.lock")
        let path = files.path(of: name)
        guard rows.allSatisfy({ $0.problem == nil }) else {
            let failed = rows.filter { $0.problem != nil }.map { "\($0.dependency.name): \($0.problem ?? "")" }
            return ChartUpdate(
                chart: files, before: chart, rows: rows, edits: [], lock: nil, lockFile: path, lockEdits: [],
                newLock: nil, problem: failed.joined(separator: "; "))
        }
        guard requested.entries != nil else {
            return ChartUpdate(
                chart: files, before: chart, rows: rows, edits: edits, lock: nil, lockFile: path, lockEdits: [],
                newLock: nil, problem: nil)
        }
        let made = ChartLock(requested: requested, locked: locked, generated: lockTime.text)
        let isRight = chart.lock?.digest == made.digest
        var lockEdits: [Edit] = []
        if !isRight, let bytes = files.files[name] { lockEdits = made.edits(of: bytes, file: path) ?? [] }
        return ChartUpdate(
            chart: files, before: chart, rows: rows, edits: edits, lock: isRight ? chart.lock : made, lockFile: path,
            lockEdits: lockEdits, newLock: isRight || files.files[name] != nil ? nil : Array(made.text.utf8),
            problem: nil)
    }
}

extension ChartUpdate {
    fileprivate static func refused(_ files: DiscoveredChart, _ chart: Chart?, _ problem: String) -> ChartUpdate {
        ChartUpdate(
            chart: files, before: chart, rows: [], edits: [], lock: nil,
            lockFile: files.path(of: chart?.lockFile?.path ?? "Chart.lock"), lockEdits: [], newLock: nil,
            problem: problem)
    }
}

extension DiscoveredChart {
    /// Whether a reference is one of the chart's dependencies.
    fileprivate func holds(_ reference: Reference) -> Bool {
        let file = reference.mainSite.file
        return (file == path(of: "Chart.yaml") || file == path(of: "requirements.yaml"))
            && (reference.kind == .helmChart || reference.kind == .ociChart)
    }
}

extension Reference {
    /// The place in `dependencies`; nil where an anchor has the version.
    fileprivate var dependencyIndex: Int? {
        let parts = mainSite.path.split(separator: "/")
        return parts.count == 3 && parts[0] == "dependencies" ? Int(parts[1]) : nil
    }

    fileprivate func bound(to artifact: Artifact) -> Reference {
        var kind = kind
        if case .oci = artifact { kind = .ociChart }
        let scheme: SchemeHint = if case .oci = artifact { .strictChartTag } else { scheme }
        return Reference(
            id: id, kind: kind, artifact: artifact, owner: owner, pin: pin, sites: sites, scheme: scheme, lock: lock,
            unresolved: unresolved, mark: mark)
    }
}
