import Artifacts
import Discovery
import Versioning

/// A range in the tree: it resolves by itself, so nothing is written; told is what it resolves to and what lies beyond.
///
/// Source: Helm and source-controller, resolution of chart versions.
struct RangeDecision {
    var draft: DecisionDraft
    let listing: Listing

    func decide(_ text: String, rules: Rules) -> Decision {
        var draft = draft
        draft.policy = Scheme.Name.chartSemver.rawValue
        let constraint: Constraint
        do throws(ConstraintError) {
            constraint = try Constraint(text)
        } catch {
            draft.error = "'\(text)' is not a range: \(error)"
            return draft.finish(.unknown, Reason(.invalidRange, text))
        }
        var filter: TagFilter?
        if let pattern = draft.reference.pin.filter {
            do throws(PatternError) {
                filter = try TagFilter(pattern: pattern, extract: "")
            } catch {
                draft.error = "'\(pattern)' is not a regular expression: \(error)"
                return draft.finish(.unknown, Reason(.invalidRange, pattern))
            }
        }
        let readings = listing.releases.compactMap { release -> (release: Release, version: Version)? in
            if let filter, filter.value(of: release.text) == nil { return nil }
            return version(of: release).map { (release, $0) }
        }
        func best(_ isAllowed: (Version) -> Bool) -> (release: Release, version: Version)? {
            readings.filter { isAllowed($0.version) }.reduce(nil) { best, next in
                guard let best, !(best.version < next.version) else { return next }
                return best
            }
        }
        guard let resolved = best(constraint.allows) else {
            if let decision = undecided(draft) { return decision }
            draft.error = "upstream lists nothing in the range \(text)"
            return draft.finish(.unknown, Reason(.noMatch, text))
        }
        draft.current = pinned(resolved.release, constraint: text)
        let newest = best { !$0.isPrerelease && $0 > resolved.version }
        draft.isDeprecated = resolved.release.deprecated || newest?.release.deprecated == true
        if let newest {
            draft.latest = pinned(newest.release)
            draft.latestChange = change(from: resolved.version, to: newest.version, rules: rules)
            draft.behind =
                Set(
                    readings.filter { !$0.version.isPrerelease && $0.version > resolved.version }.map(
                        \.version.canonical)
                ).count
            return draft.finish(.outdated, Reason(.outsideRange, newest.release.text))
        }
        draft.latest = pinned(resolved.release)
        if let decision = undecided(draft) { return decision }
        return draft.finish(.current, Reason(.rangeResolved, resolved.release.text))
    }

    private func change(from old: Version, to new: Version, rules: Rules) -> Change {
        let scheme = try? Scheme.chart(
            current: old.canonical, requiresThreeParts: false, allowPrerelease: true, options: rules.options
        )
        guard let scheme, case .ordered(let reading) = scheme.read(new.canonical) else { return .none }
        return scheme.change(from: scheme.current, to: reading)
    }

    /// The decision where the list may lack what would change it; nil when the list is whole.
    private func undecided(_ draft: DecisionDraft) -> Decision? {
        guard case .partial(let reason) = listing.completeness else { return nil }
        return draft.finishPartial(reason)
    }

    /// What a release is to a range: Flux and Helm read three parts, and Helm passes over what is not strict semver in
    /// a registry.
    private func version(of release: Release) -> Version? {
        switch draft.reference.scheme {
        case .chartIndex: try? Version(threePart: release.text)
        case .strictChartTag: try? Version(strict: TagSpelling.version(release.text))
        case .gitTag, .release: try? Version(threePart: release.text)
        case .chartTag, .artifactTag, .tag: try? Version(threePart: TagSpelling.version(release.text))
        }
    }

    private func pinned(_ release: Release, constraint: String? = nil) -> PinnedVersion {
        PinnedVersion(
            version: draft.reference.written(release.text), digest: nil, constraint: constraint,
            created: release.created
        )
    }
}
