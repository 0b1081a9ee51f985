import Artifacts
import Discovery
import SourceYAML
public import Tracking

/// What `astern update` says of each reference that it wrote: one line a reference.
public enum UpdateLines {
    public static func lines(for plan: Plan, updated: Set<String>) -> [String] {
        plan.decisions.filter { updated.contains($0.reference.id) }.map { decision in
            let site = decision.reference.mainSite
            let name = decision.reference.artifact?.identity ?? decision.reference.owner.name ?? decision.reference.id
            let old = decision.current.version ?? "-"
            let new = decision.wanted?.version ?? "-"
            let step =
                old == new
                ? "\(old), digest \(decision.wanted?.digest?.text ?? "-")" : "\(old) -> \(new)"
            return PlainText.line("\(site.file):\(site.position.line) \(name) \(step)")
        }
    }
}
