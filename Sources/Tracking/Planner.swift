import Artifacts
public import Discovery
import SourceYAML
import Synchronization
public import Upstream

/// Decides every reference of a tree.
public struct Planner: Sendable {
    private let upstream: any UpstreamSource
    private let rules: Rules
    private let checks: ChartChecks
    private let inspector: ChartInspector
    /// How many references are decided at the same time; connections are bounded in Transport besides.
    private let concurrency: Int
    private let lockTime: LockTime
    private let progress: (@Sendable (_ done: Int, _ total: Int) -> Void)?

    /// - Parameter lockTime: When the locks are made that are raised with what they lock.
    public init(
        upstream: any UpstreamSource, rules: Rules, checks: ChartChecks, concurrency: Int, lockTime: LockTime,
        progress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil
    ) {
        self.upstream = MemoizedUpstream(upstream)
        self.rules = rules
        self.checks = checks
        inspector = ChartInspector(upstream: self.upstream, checks: checks)
        self.concurrency = max(1, concurrency)
        self.lockTime = lockTime
        self.progress = progress
    }

    /// The plan for the chosen references of a tree; the order of the answers does not show in it.
    public func plan(_ tree: DiscoveredTree, references: [Reference]) async -> Plan {
        let (decisions, uses) = await decisions(tree, references: references)
        let decided = LockedCharts.resolve(decisions, charts: tree.charts, time: lockTime)
        return Plan(
            decisions: decided, findings: Findings.of(decided, uses: uses, checks: checks), filesRead: tree.filesRead,
            skipped: tree.skipped
        )
    }

    /// The decisions without what they mean for locks.
    func decisions(_ tree: DiscoveredTree, references: [Reference]) async -> ([Decision], [ChartUse]) {
        let (decisions, uses) = await decide(references)
        let chosen = Set(references.map(\.id))
        let bystanders = tree.references.filter { !chosen.contains($0.id) }
        return (SharedSites.resolve(decisions, bystanders: bystanders), uses)
    }

    /// Decides all references, in their order: a few workers take the next one each, so a slow answer holds up one.
    private func decide(_ references: [Reference]) async -> ([Decision], [ChartUse]) {
        let taken = Counter()
        let finished = Counter()
        return await withTaskGroup(of: [(Int, Decision, ChartUse?)].self) { group in
            for _ in 0..<min(concurrency, references.count) {
                group.addTask {
                    var decided: [(Int, Decision, ChartUse?)] = []
                    while true {
                        let index = taken.next()
                        guard index < references.count else { return decided }
                        let decision = await decide(references[index])
                        decided.append((index, decision, await inspector.use(of: decision)))
                        progress?(finished.next() + 1, references.count)
                    }
                }
            }
            var decisions: [(Int, Decision, ChartUse?)] = []
            for await part in group { decisions += part }
            decisions.sort { $0.0 < $1.0 }
            return (decisions.map(\.1), decisions.compactMap(\.2))
        }
    }

    private func decide(_ reference: Reference) async -> Decision {
        var reference = reference
        // An OCIRepository without layer selector says nothing of its content: the manifest does.
        if reference.kind == .ociArtifact, reference.scheme == .artifactTag, let tag = reference.pin.version,
            case .oci(let repository) = reference.artifact, await upstream.holdsChart(repository, tag: tag) == true
        {
            reference.kind = .ociChart
        }
        return await Decider(upstream: upstream, rules: rules).decide(reference)
    }
}

/// Counts from 0, for many tasks at a time.
private final class Counter: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { count in
            defer { count += 1 }
            return count
        }
    }
}
