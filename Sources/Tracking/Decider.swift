import Artifacts
import Discovery
import SourceYAML
import Transport
import Upstream
import Versioning

/// Decides one reference: the truth table of the design's section 6.
struct Decider: Sendable {
    let upstream: any UpstreamSource
    let rules: Rules

    func decide(_ reference: Reference) async -> Decision {
        var draft = DecisionDraft(reference)
        if let mark = reference.mark {
            return await PolicyDecision(reference: reference, upstream: upstream, rules: rules).decide(mark, draft)
        }
        guard let artifact = reference.artifact else { return unbound(reference, draft) }
        if reference.untracked == .branch {
            return draft.finish(.untracked, Reason(.rollingTag, reference.pin.version))
        }
        if reference.pin.constraint == nil, reference.pin.digest == nil || !rules.followDigests {
            if let unresolved = reference.unresolved {
                return draft.finish(.untracked, Reason(.template, unresolved))
            }
            // Nothing to ask for: no listing makes an order where the tree has none.
            if let reason = Unordered.reason(of: reference, rules: rules) {
                draft.noteDigestsIgnored(rules)
                return draft.finish(.untracked, reason)
            }
        }
        switch await upstream.listing(of: artifact) {
        case .failure(let failure):
            draft.error = failure.message
            return draft.finish(.unknown, Reason(.lookupFailed, failure.message))
        case .success(let listing):
            draft.listed = listing.releases.count
            if let time = listing.asOf { draft.note(Reason(.asOf, HTTPDate.timestamp(time))) }
            // Where a digest stands beside a range, Flux takes the digest.
            if let constraint = reference.pin.constraint, reference.pin.digest == nil {
                return RangeDecision(draft: draft, listing: listing).decide(constraint, rules: rules)
            }
            return await pinned(reference, listing: listing, draft)
        }
    }

    private func unbound(_ reference: Reference, _ draft: DecisionDraft) -> Decision {
        if reference.isTemplated { return draft.finish(.untracked, Reason(.template, reference.unbound)) }
        switch reference.untracked {
        case .noRepository: return draft.finish(.untracked, Reason(.noRepository, reference.unbound))
        case .foreignDatasource: return draft.finish(.untracked, Reason(.foreignDatasource, reference.unbound))
        case .branch, nil: break
        }
        if let reason = Unordered.reason(of: reference, rules: rules), reason.code != .noVersion {
            return draft.finish(.untracked, reason)
        }
        var draft = draft
        draft.error = reference.unbound
        return draft.finish(.unknown, Reason(.unbound, reference.unbound))
    }

    private func pinned(_ reference: Reference, listing: Listing, _ draft: DecisionDraft) async -> Decision {
        guard let version = reference.pin.version else { return draft.finish(.current, Reason(.digestOnly)) }
        do throws(Unordered) {
            let scheme = try reference.scheme(of: version, listing: listing, rules: rules)
            return await PinDecision(
                reference: reference, listing: listing, scheme: scheme, upstream: upstream, rules: rules
            ).decide(draft)
        } catch {
            if error == .notAVersion, reference.scheme == .chartIndex {
                var draft = draft
                draft.error = "'\(version)' is neither a version nor a range"
                return draft.finish(.unknown, Reason(.invalidRange, version))
            }
            let reason = error.reason(version)
            guard reference.pin.digest != nil, rules.followDigests else {
                var draft = draft
                draft.noteDigestsIgnored(rules)
                return draft.finish(.untracked, reason)
            }
            return await DigestDecision(reference: reference, listing: listing, upstream: upstream)
                .decide(draft, tag: version, reason)
        }
    }
}

extension Unordered {
    /// Why a reference has no order, told without upstream; nil when it may have one.
    static func reason(of reference: Reference, rules: Rules) -> Reason? {
        guard reference.pin.constraint == nil else { return nil }
        guard let version = reference.pin.version else {
            return reference.pin.digest == nil ? Reason(.noVersion) : nil
        }
        do throws(Unordered) {
            _ = try reference.scheme(of: version, listing: Listing(releases: []), rules: rules)
            return nil
        } catch {
            // Of a chart it is a mistake in the tree, and is told as one.
            return error == .notAVersion && reference.scheme == .chartIndex ? nil : error.reason(version)
        }
    }

    func reason(_ version: String) -> Reason {
        switch self {
        case .rolling, .notAVersion: Reason(.rollingTag, version)
        case .hash: Reason(.bareHash, version)
        case .signature: Reason(.signatureTag, version)
        case .template: Reason(.template, version)
        case .placeholder: Reason(.placeholder, version)
        case .empty: Reason(.noVersion)
        }
    }
}
