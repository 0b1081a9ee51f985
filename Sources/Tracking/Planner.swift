import Artifacts
public import Discovery
import SourceYAML
public import Upstream

/// Decides every reference of a tree.
public struct Planner: Sendable {
    private let upstream: any UpstreamSource
    private let rules: Rules
    /// How many references are decided at the same time; connections are bounded in Transport besides.
    private let concurrency: Int
    private let progress: (@Sendable (_ done: Int, _ total: Int) -> Void)?

    public init(
        upstream: any UpstreamSource, rules: Rules, concurrency: Int,
        progress: (@Sendable (_ done: Int, _ total: Int) -> Void)? = nil
    ) {
        self.upstream = MemoizedUpstream(upstream)
        self.rules = rules
        self.concurrency = max(1, concurrency)
        self.progress = progress
    }

    /// The plan for the chosen references of a tree; the order of the answers does not show in it.
    public func plan(_ tree: DiscoveredTree, references: [Reference]) async -> Plan {
        var decisions: [Decision?] = Array(repeating: nil, count: references.count)
        await withTaskGroup(of: (Int, Decision).self) { group in
            var next = 0
            var done = 0
            func start() {
                guard next < references.count else { return }
                let index = next
                let reference = references[index]
                next += 1
                group.addTask { (index, await decide(reference)) }
            }
            for _ in 0..<concurrency { start() }
            for await (index, decision) in group {
                decisions[index] = decision
                done += 1
                progress?(done, references.count)
                start()
            }
        }
        let chosen = Set(references.map(\.id))
        let bystanders = tree.references.filter { !chosen.contains($0.id) }
        let decided = SharedSites.resolve(decisions.compactMap { $0 }, bystanders: bystanders)
        return Plan(
            decisions: decided, findings: decided.flatMap(Findings.of), filesRead: tree.filesRead, skipped: tree.skipped
        )
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
