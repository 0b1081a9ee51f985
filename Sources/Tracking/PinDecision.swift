import Artifacts
import Discovery
import Upstream
import Versioning

/// A pinned version with an order: what is newer, how far it is, and what an update writes.
struct PinDecision: Sendable {
    let reference: Reference
    let listing: Listing
    let scheme: Scheme
    let upstream: any UpstreamSource
    let rules: Rules

    func decide(_ draft: DecisionDraft) async -> Decision {
        var draft = draft
        let candidates = Candidates(of: listing, scheme: scheme)
        draft.policy = scheme.name.rawValue
        draft.rejections = candidates.rejections
        draft.current = PinnedVersion(
            version: reference.pin.version, digest: reference.pin.digest, created: candidates.current?.created
        )
        draft.isDeprecated = await isDeprecated(candidates)
        if let target = rules.target { return await move(to: target, candidates, draft) }
        guard let latest = candidates.best(within: nil) else {
            return await notBehind(candidates, draft)
        }
        draft.latest = pinned(latest.release)
        draft.latestChange = scheme.change(from: scheme.current, to: latest.reading)
        draft.behind = candidates.newer.count { !(latest.reading < $0.reading) }
        guard let wanted = candidates.best(within: rules.reach) else {
            return await drifted(draft) ?? draft.finish(.outdated, Reason(.newerBeyondReach, latest.release.text))
        }
        draft.change = scheme.change(from: scheme.current, to: wanted.reading)
        if latest.reading > wanted.reading { draft.note(Reason(.newerBeyondReach, latest.release.text)) }
        return await move(to: wanted.release, draft)
    }

    /// Nothing newer is listed: current or ahead if the list is whole, and a digest may still have moved.
    private func notBehind(_ candidates: Candidates, _ draft: DecisionDraft) async -> Decision {
        var draft = draft
        let best = candidates.current.map { $0 } ?? candidates.bestUpToCurrent?.release
        if let stable = candidates.bestUpToCurrent, candidates.current == nil || !scheme.current.isPrerelease {
            draft.latest = pinned(stable.release)
        } else {
            draft.latest = best.map { pinned($0) }
        }
        if case .partial(let reason) = listing.completeness {
            draft.error = "the list of releases is not complete: \(reason)"
            return draft.finish(.unknown, Reason(.partialListing, reason))
        }
        if let moved = await drifted(draft) { return moved }
        if candidates.current != nil { return draft.finish(.current, Reason(.newest)) }
        guard best != nil else {
            draft.error = "upstream lists no version that can be compared with \(scheme.current.text)"
            return draft.finish(.unknown, Reason(.notListed, scheme.current.text))
        }
        return draft.finish(.ahead, Reason(.newerThanUpstream, best?.text))
    }

    /// The decision for a digest that has moved under the unchanged tag; nil when there is none or it stays.
    private func drifted(_ draft: DecisionDraft) async -> Decision? {
        guard let pinned = reference.pin.digest, let version = reference.pin.version, rules.followDigests,
            case .oci(let repository) = reference.artifact
        else { return nil }
        let tag = reference.published(version)
        guard listing.releases.contains(where: { $0.text == tag }) else { return nil }
        switch await upstream.digest(of: repository, tag: tag) {
        case .failure(let failure):
            var draft = draft
            draft.error = failure.message
            return draft.finish(.unknown, Reason(.lookupFailed, failure.message))
        case .success(let digest):
            guard let digest, digest != pinned else { return nil }
            return draft.moved(to: digest, tag: version)
        }
    }

    /// `--to`: the version must be listed, and be newer where an order is known.
    private func move(to target: String, _ candidates: Candidates, _ draft: DecisionDraft) async -> Decision {
        var draft = draft
        let spellings = [reference.published(target), target, "v\(target)"]
        let found = spellings.lazy.compactMap { text in listing.releases.first { $0.text == text } }.first
        guard let release = found else {
            draft.error = "upstream does not list \(target)"
            return draft.finish(.unknown, Reason(.notListed, target))
        }
        draft.latest = (candidates.best(within: nil)?.release ?? candidates.bestUpToCurrent?.release).map { pinned($0) }
        draft.change = .major
        if case .ordered(let reading) = scheme.read(release.text) {
            if reading == scheme.current { return draft.finish(.current, Reason(.newest)) }
            draft.change = scheme.change(from: scheme.current, to: reading)
            guard reading > scheme.current else {
                draft.change = .none
                return draft.finish(.refused, Reason(.wouldDowngrade, release.text))
            }
        }
        return await move(to: release, draft)
    }

    /// Whether upstream marks the version in the tree, or the newest one, as deprecated.
    private func isDeprecated(_ candidates: Candidates) async -> Bool {
        if candidates.current?.deprecated == true || candidates.newer.last?.release.deprecated == true { return true }
        guard reference.kind == .ociChart, case .oci(let repository) = reference.artifact,
            let current = candidates.newer.last?.release ?? candidates.current
        else { return false }
        return await upstream.facts(of: repository, tag: current.text)?.deprecated ?? false
    }

    private func move(to release: Release, _ draft: DecisionDraft) async -> Decision {
        var draft = draft
        var digest: Digest?
        if reference.pin.digest != nil {
            switch await digestToPin(release) {
            case .success(let known?): digest = known
            case .success(nil):
                draft.change = .none
                return draft.finish(.refused, Reason(.digestUnknown, release.text))
            case .failure(let failure):
                draft.change = .none
                draft.error = failure.message
                return draft.finish(.refused, Reason(.digestUnknown, release.text))
            }
        }
        guard let edits = draft.edits(tag: release.text, digest: digest), !edits.isEmpty else {
            draft.change = .none
            return draft.finish(.refused, Reason(.notEditable, release.text))
        }
        draft.edits = edits
        draft.wanted = PinnedVersion(
            version: reference.written(release.text), digest: digest, created: release.created
        )
        return draft.finish(.outdated, Reason(.newerWithinReach, release.text))
    }

    private func digestToPin(_ release: Release) async -> Result<Digest?, LookupFailure> {
        if let known = release.digest { return .success(known) }
        guard case .oci(let repository) = reference.artifact else { return .success(nil) }
        return await upstream.digest(of: repository, tag: release.text)
    }

    private func pinned(_ release: Release) -> PinnedVersion {
        PinnedVersion(version: reference.written(release.text), digest: release.digest, created: release.created)
    }
}
