import Discovery
import SourceYAML

/// References that share a scalar (aliases of one anchor) must agree on it, or none of them may write.
enum SharedSites {
    private struct Place: Hashable {
        let file: String
        let start: Int
    }

    static func resolve(_ decisions: [Decision]) -> [Decision] {
        var texts: [Place: Set<String>] = [:]
        for decision in decisions {
            for site in decision.reference.sites where site.form != .none {
                // A reference that stays wants the bytes that stand there.
                let edit = decision.edits.first { $0.file == site.file && $0.range == site.range }
                let wanted = edit?.new ?? site.node.text ?? ""
                texts[Place(file: site.file, start: site.range.lowerBound), default: []].insert(wanted)
            }
        }
        return decisions.map { decision in
            let conflict = decision.edits.first {
                (texts[Place(file: $0.file, start: $0.range.lowerBound)]?.count ?? 0) > 1
            }
            guard let conflict else { return decision }
            var draft = DecisionDraft(decision.reference)
            draft.latest = decision.latest
            draft.latestChange = decision.latestChange
            draft.behind = decision.behind
            draft.policy = decision.policy
            draft.listed = decision.listed
            draft.rejections = decision.rejections
            return draft.finish(.refused, Reason(.sharedSite, conflict.old))
        }
    }
}
