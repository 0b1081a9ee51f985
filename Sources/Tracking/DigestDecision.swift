import Artifacts
import Discovery
import Upstream
import Versioning

/// A tag without order, pinned by digest: only the digest can be behind.
struct DigestDecision: Sendable {
    let reference: Reference
    let listing: Listing
    let upstream: any UpstreamSource

    func decide(_ draft: DecisionDraft, tag: String, _ unordered: Reason) async -> Decision {
        var draft = draft
        draft.note(unordered)
        guard case .oci(let repository) = reference.artifact, let pinned = reference.pin.digest else {
            return draft.finish(.untracked)
        }
        switch await upstream.digest(of: repository, tag: reference.published(tag)) {
        case .failure(let failure):
            draft.error = failure.message
            return draft.finish(.unknown, Reason(.lookupFailed, failure.message))
        case .success(nil):
            if case .partial(let reason) = listing.completeness { return draft.finishPartial(reason) }
            guard listing.releases.contains(where: { $0.text == reference.published(tag) }) else {
                draft.error = "upstream does not list \(tag)"
                return draft.finish(.unknown, Reason(.notListed, tag))
            }
            // Nothing is known against it: the tag stays as it is (section 7 of the design).
            return draft.finish(.current, Reason(.digestMatches, pinned.text))
        case .success(let digest?):
            guard digest != pinned else {
                draft.latest = draft.current
                return draft.finish(.current, Reason(.digestMatches, pinned.text))
            }
            return draft.moved(to: digest, tag: tag)
        }
    }
}

extension DecisionDraft {
    /// The outcome for an unchanged tag whose digest has moved.
    func moved(to digest: Digest, tag: String) -> Decision {
        var draft = self
        guard let edits = edits(tag: reference.published(tag), digest: digest) else {
            return draft.finish(.refused, Reason(.notEditable, tag))
        }
        draft.edits = edits
        draft.change = .digest
        draft.wanted = PinnedVersion(version: tag, digest: digest)
        if draft.latest == nil {
            draft.latest = draft.wanted
            draft.latestChange = .digest
        }
        return draft.finish(.outdated, Reason(.digestMoved, digest.text))
    }

    /// Says that a digest is pinned and was not compared with upstream's.
    mutating func noteDigestsIgnored(_ rules: Rules) {
        if let digest = reference.pin.digest, !rules.followDigests { note(Reason(.digestsIgnored, digest.text)) }
    }
}
