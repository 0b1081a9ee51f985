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
        let readings = listing.releases.compactMap { release -> (release: Release, version: Version)? in
            let spelled = draft.reference.scheme == .chartIndex ? release.text : release.text.replacing("_", with: "+")
            return (try? Version(threePart: spelled)).map { (release, $0) }
        }
        func best(_ isAllowed: (Version) -> Bool) -> (release: Release, version: Version)? {
            readings.filter { isAllowed($0.version) }.reduce(nil) { best, next in
                guard let best, !(best.version < next.version) else { return next }
                return best
            }
        }
        guard let resolved = best(constraint.allows) else {
            guard listing.isComplete else { return draft.finish(.unknown, partialReason) }
            return draft.finish(.unknown, Reason(.noMatch, text))
        }
        draft.current = pinned(resolved.release, constraint: text)
        let newest = best { !$0.isPrerelease && $0 > resolved.version }
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
        draft.latest = best { !$0.isPrerelease }.map { pinned($0.release) } ?? pinned(resolved.release)
        guard listing.isComplete else { return draft.finish(.unknown, partialReason) }
        return draft.finish(.current, Reason(.rangeResolved, resolved.release.text))
    }

    private func change(from old: Version, to new: Version, rules: Rules) -> Change {
        let scheme = try? Scheme.chart(
            current: old.canonical, requiresThreeParts: false, allowPrerelease: true, options: rules.options
        )
        guard let scheme, case .ordered(let reading) = scheme.read(new.canonical) else { return .none }
        return scheme.change(from: scheme.current, to: reading)
    }

    private var partialReason: Reason {
        guard case .partial(let reason) = listing.completeness else { return Reason(.partialListing) }
        return Reason(.partialListing, reason)
    }

    private func pinned(_ release: Release, constraint: String? = nil) -> PinnedVersion {
        PinnedVersion(
            version: draft.reference.written(release.text), digest: nil, constraint: constraint,
            created: release.created
        )
    }
}
