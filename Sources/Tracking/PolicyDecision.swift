import Artifacts
import Discovery
import SourceYAML
import Transport
import Upstream
import Versioning

/// A reference that a `$imagepolicy` marker gives to an `ImagePolicy`: it goes where Flux would set it.
///
/// The policy alone decides: neither reach nor pre-release flag limit it, and it may select an older tag, which is the
/// explicit policy that rule 5 of the design asks for. A listing that may be short selects nothing.
///
/// Source: image-reflector-controller and image-automation-controller (`reference/flux.md` of the design, 2 to 4). Other
/// than there, a digest that is not known is never written as nothing.
struct PolicyDecision: Sendable {
    let reference: Reference
    let upstream: any UpstreamSource
    let rules: Rules

    func decide(_ mark: PolicyMark, _ draft: DecisionDraft) async -> Decision {
        var draft = draft
        draft.policy = "imagePolicy \(mark.name)"
        switch mark.outcome {
        case .missing(let why):
            draft.error = why
            return draft.finish(.unknown, Reason(.policyMissing, why))
        case .invalid(let why):
            draft.error = why
            return draft.finish(.unknown, Reason(.policyInvalid, why))
        case .found(let policy):
            return await decide(policy, draft)
        }
    }

    private func decide(_ policy: ImagePolicy, _ draft: DecisionDraft) async -> Decision {
        var draft = draft
        let listing: Listing
        switch await upstream.listing(of: .oci(policy.repository)) {
        case .failure(let failure):
            draft.error = failure.message
            return draft.finish(.unknown, Reason(.lookupFailed, failure.message))
        case .success(let found):
            listing = found
        }
        draft.listed = listing.releases.count
        if let time = listing.asOf { draft.note(Reason(.asOf, HTTPDate.timestamp(time))) }
        if case .partial(let reason) = listing.completeness { return draft.finishPartial(reason) }
        let tags = listing.releases.map(\.text)
        let selected: String
        do throws(PolicyError) {
            selected = try policy.select(from: tags)
        } catch {
            draft.error = "ImagePolicy \(policy.name) selects nothing: \(error)"
            return draft.finish(.unknown, Reason(.noMatch, draft.error))
        }
        let release = listing.releases.first { $0.text == selected }
        return await set(selected, release: release, policy, listing: listing, draft)
    }

    /// What stands in the tree against what the policy selects.
    private func set(
        _ tag: String, release: Release?, _ policy: ImagePolicy, listing: Listing, _ draft: DecisionDraft
    ) async -> Decision {
        var draft = draft
        let digest: Digest?
        switch await self.digest(of: tag, release: release, policy) {
        case .failure(let failure):
            draft.error = failure.message
            draft.latest = PinnedVersion(version: tag, created: release?.created)
            return draft.finish(.refused, Reason(.digestUnknown, tag))
        case .success(let found):
            digest = found
        }
        let selected = PinnedVersion(version: tag, digest: digest, created: release?.created)
        draft.latest = selected
        if writesDigest(policy), digest == nil {
            draft.error = "ImagePolicy \(policy.name): the digest of \(tag) is not known"
            return draft.finish(.refused, Reason(.digestUnknown, tag))
        }
        guard let edits = draft.edits(tag: tag, digest: digest) else {
            return draft.finish(.refused, Reason(.notEditable, tag))
        }
        guard !edits.isEmpty else {
            draft.latest = selected
            return draft.finish(.current, Reason(.policySelects, tag))
        }
        draft.change = change(to: tag, listing: listing)
        draft.latestChange = draft.change
        draft.behind = behind(to: tag, policy: policy, listing: listing)
        if policy.isSuspended {
            draft.change = .none
            return draft.finish(.held, Reason(.policySuspended, tag))
        }
        if let target = rules.target, target != tag {
            draft.change = .none
            return draft.finish(.refused, Reason(.policyDecides, tag))
        }
        draft.edits = edits
        draft.wanted = selected
        return draft.finish(.outdated, Reason(.policySelects, tag))
    }

    /// True where a digest is to be written: a scalar that holds one alone must never become empty.
    private func writesDigest(_ policy: ImagePolicy) -> Bool {
        reference.sites.contains { site in
            if case .image = site.form { policy.digests != .never } else { site.form == .digest }
        }
    }

    private func digest(
        of tag: String, release: Release?, _ policy: ImagePolicy
    ) async -> Result<Digest?, LookupFailure> {
        guard writesDigest(policy), policy.digests != .never else { return .success(nil) }
        if policy.digests == .ifNotPresent, reference.pin.version == tag, let pinned = reference.pin.digest {
            return .success(pinned)
        }
        if let known = release?.digest { return .success(known) }
        return await upstream.digest(of: policy.repository, tag: tag)
    }

    /// The step between what is written and what the policy selects, in either direction; a tag without order, a name or
    /// another image counts as major.
    private func change(to tag: String, listing: Listing) -> Change {
        guard let version = reference.pin.version else { return .major }
        guard version != tag else { return .digest }
        var open = rules
        open.allowPrerelease = true
        guard let scheme = try? reference.scheme(of: version, listing: listing, rules: open),
            case .ordered(let reading) = scheme.read(tag)
        else { return .major }
        return scheme.change(from: scheme.current, to: reading)
    }

    /// How many releases the policy would have selected one after the other: versions in its range that come after
    /// the one in the tree. Other policies have no order between their tags but the one they select.
    private func behind(to tag: String, policy: ImagePolicy, listing: Listing) -> Int {
        func version(_ text: String) -> Version? {
            let value = policy.policy.filter.map { $0.value(of: text) } ?? text
            return value.flatMap { try? Version(threePart: $0) }
        }
        guard case .semver(let range) = policy.policy.rule, let current = reference.pin.version.flatMap(version) else {
            return 1
        }
        let newer = listing.releases.compactMap { version($0.text) }.filter { $0 > current && range.allows($0) }
        return Set(newer.map(\.canonical)).count
    }
}
