import Artifacts
import Discovery
import SourceYAML
import Tracking
import Versioning

/// One reference as a row of a table: the text of every column, `-` where there is nothing to show.
struct ReportRow {
    let decision: Decision
    let name: String
    /// The codes of the findings about the reference, each once.
    let findings: [String]

    static func rows(of plan: Plan) -> [ReportRow] {
        var findings: [String: [String]] = [:]
        for finding in plan.findings {
            for id in finding.references where findings[id]?.contains(finding.code.rawValue) != true {
                findings[id, default: []].append(finding.code.rawValue)
            }
        }
        return zip(plan.decisions, RowNames.names(of: plan.decisions)).map { decision, name in
            ReportRow(decision: decision, name: name, findings: findings[decision.reference.id] ?? [])
        }
    }

    /// - Parameter versionWidth: How many cells a version may take; the middle of a longer one is left out.
    func text(_ column: ReportColumn, versionWidth: Int) -> String {
        let text = text(column) ?? "-"
        switch column {
        case .current, .wanted, .latest: return PlainText.cell(text).shortened(to: versionWidth)
        default: return text
        }
    }

    private func text(_ column: ReportColumn) -> String? {
        switch column {
        case .namespace: decision.reference.owner.namespace
        case .name: name
        case .kind: decision.reference.kind.rawValue
        case .current: VersionText.text(of: decision.current, showsDigest: movesDigest)
        case .wanted: decision.wanted.flatMap { VersionText.text(of: $0, showsDigest: movesDigest) }
        case .latest: decision.latest.flatMap { VersionText.text(of: $0, showsDigest: movesDigest) }
        case .change: shownChange
        case .status: decision.status.rawValue
        case .artifact: decision.reference.artifact?.identity
        case .place: Place(decision).text
        case .policy: decision.policy
        case .findings: findings.isEmpty ? nil : findings.joined(separator: ",")
        case .review: decision.verdict?.rawValue
        }
    }

    /// With the same version on both sides only the digests tell what changes.
    private var movesDigest: Bool {
        decision.change == .digest || decision.latestChange == .digest
    }

    /// Where nothing is within reach, how far away the latest is: that is the `--change` to ask for.
    private var shownChange: String? {
        let change = decision.wanted == nil ? decision.latestChange : decision.change
        return change == .none ? nil : change.rawValue
    }
}

/// Where the version of a reference stands: `file:line`, as editors and `astern why` take it.
struct Place {
    let text: String

    init(_ decision: Decision) {
        let site = decision.reference.mainSite
        text = "\(site.file):\(site.position.line)"
    }
}
