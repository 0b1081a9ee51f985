import Artifacts
import Discovery
import SourceYAML
import Versioning

/// What decisions, and the charts behind them, show besides their outcome.
enum Findings {
    /// In the order of the tree; of one place, in the order of the codes.
    static func of(_ decisions: [Decision], uses: [ChartUse], checks: ChartChecks) -> [Finding] {
        let findings =
            decisions.flatMap(of) + RepositoryFindings.of(uses, now: checks.now)
            + uses.flatMap { KubeVersionFindings.of($0, clusters: checks.clusters) } + uses.flatMap(ArchiveFindings.of)
            + SubchartFindings.of(uses) + SeveralVersions.of(uses)
        let places = Dictionary(decisions.enumerated().map { ($1.reference.id, $0) }) { first, _ in first }
        let codes = Dictionary(Finding.Code.allCases.enumerated().map { ($1, $0) }) { first, _ in first }
        func key(_ finding: Finding) -> (Int, Int) {
            (finding.reference.flatMap { places[$0] } ?? .max, codes[finding.code] ?? .max)
        }
        return findings.enumerated().sorted { left, right in
            let (a, b) = (key(left.element), key(right.element))
            return a == b ? left.offset < right.offset : a < b
        }.map(\.element)
    }

    static func of(_ decision: Decision) -> [Finding] {
        var findings: [Finding] = []
        if decision.isDeprecated {
            findings.append(decision.finding(.deprecated, .warning, "\(decision.name) is deprecated upstream"))
        }
        if decision.change == .digest, decision.policy != nil, let version = decision.current.version,
            isFullVersion(version)
        {
            let message = "\(decision.name) \(version) has been published again with other bytes"
            findings.append(decision.finding(.republished, .warning, message))
        }
        if decision.reference.artifact == nil, !decision.reference.isTemplated, decision.reference.untracked == nil,
            let why = decision.reference.unbound
        {
            findings.append(decision.finding(.unboundSource, .warning, why))
        }
        return findings
    }

    /// A version that names one release, not a line of them: three parts or more.
    private static func isFullVersion(_ version: String) -> Bool {
        let numbers = version.split(separator: ".").prefix(3)
        return numbers.count == 3 && numbers.allSatisfy { $0.utf8.contains { (0x30...0x39).contains($0) } }
    }
}

extension Decision {
    fileprivate var name: String { reference.artifact?.lastSegment ?? reference.owner.name ?? reference.id }

    fileprivate func finding(_ code: Finding.Code, _ severity: Finding.Severity, _ message: String) -> Finding {
        let site = reference.mainSite
        return Finding(
            code: code, severity: severity, message: message, references: [reference.id], file: site.file,
            line: site.position.line
        )
    }
}
