import Discovery
import SourceYAML

/// References that share a scalar (aliases of one anchor) must agree on it, or none of them may write.
enum SharedSites {
    fileprivate struct Place: Hashable {
        let file: String
        let start: Int
    }

    /// - Parameter bystanders: References that were not decided: their scalars stay as they are.
    static func resolve(_ decisions: [Decision], bystanders: [Reference]) -> [Decision] {
        var decisions = decisions
        // A reference that is refused stays where it is, which may bring others that share another scalar with it to
        // stay, too. Each round refuses one at least.
        while let refused = refusals(among: decisions, bystanders: bystanders) { decisions = refused }
        return decisions
    }

    /// The decisions with those refused that disagree; nil when all agree.
    private static func refusals(among decisions: [Decision], bystanders: [Reference]) -> [Decision]? {
        var texts: [Place: Set<String>] = [:]
        for decision in decisions {
            for site in decision.reference.sites where site.form != .none {
                // A reference that stays wants the bytes that stand there.
                let edit = decision.edits.first { $0.file == site.file && $0.range == site.range }
                texts[Place(site), default: []].insert(edit?.new ?? site.text ?? "")
            }
        }
        for site in bystanders.flatMap(\.sites) where site.form != .none {
            texts[Place(site)]?.insert(site.text ?? "")
        }
        var isChanged = false
        let result = decisions.map { decision in
            let conflict = decision.edits.first {
                (texts[Place(file: $0.file, start: $0.range.lowerBound)]?.count ?? 0) > 1
            }
            guard let conflict else { return decision }
            isChanged = true
            return decision.refused(conflict: conflict.old)
        }
        return isChanged ? result : nil
    }
}

extension SharedSites.Place {
    fileprivate init(_ site: Site) {
        self.init(file: site.file, start: site.range.lowerBound)
    }
}

extension Decision {
    fileprivate func refused(conflict: String) -> Decision { refused(Reason(.sharedSite, conflict)) }

    /// The same decision, not to be carried out.
    func refused(_ reason: Reason) -> Decision {
        var draft = DecisionDraft(reference)
        draft.current = current
        draft.latest = latest
        draft.latestChange = latestChange
        draft.reachNeeded = reachNeeded
        draft.behind = behind
        draft.policy = policy
        draft.listed = listed
        draft.rejections = rejections
        draft.isDeprecated = isDeprecated
        var decision = draft.finish(.refused, reason)
        decision.verdict = verdict
        return decision
    }
}
