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
        let published = reference.pin.version.map(reference.published) ?? scheme.current.text
        let candidates = Candidates(of: listing, scheme: scheme, published: published)
        draft.policy = scheme.name.rawValue
        draft.rejections = candidates.rejections
        draft.current = PinnedVersion(
            version: reference.pin.version, digest: reference.pin.digest, created: candidates.current?.created
        )
        draft.isDeprecated = await isDeprecated(candidates)
        let latest = candidates.best(within: nil)
        if let latest {
            draft.latest = pinned(latest.release)
            draft.latestChange = scheme.change(from: scheme.current, to: latest.reading)
            draft.behind = candidates.newer.count { !(latest.reading < $0.reading) }
        } else {
            draft.latest = (candidates.current ?? candidates.bestUpToCurrent?.release).map { pinned($0) }
        }
        if let target = rules.target { return await move(to: target, draft) }
        draft.reachNeeded = candidates.reachNeeded(beyond: rules.reach)
        guard let latest else { return await notBehind(candidates, draft) }
        guard let wanted = candidates.best(within: rules.reach) else {
            let beyond = Reason(.newerBeyondReach, latest.release.text)
            if let moved = await drifted(draft, noting: beyond) { return moved }
            draft.noteDigestsIgnored(rules)
            return draft.finish(.outdated, beyond)
        }
        draft.change = scheme.change(from: scheme.current, to: wanted.reading)
        if latest.reading > wanted.reading { draft.note(Reason(.newerBeyondReach, latest.release.text)) }
        return await move(to: wanted.release, draft)
    }

    /// Nothing newer is listed: current or ahead if the list is whole, and a digest may still have moved.
    private func notBehind(_ candidates: Candidates, _ draft: DecisionDraft) async -> Decision {
        var draft = draft
        if let moved = await drifted(draft) { return moved }
        if case .partial(let reason) = listing.completeness { return draft.finishPartial(reason) }
        draft.noteDigestsIgnored(rules)
        if candidates.current != nil { return draft.finish(.current, Reason(.newest)) }
        guard let best = candidates.bestUpToCurrent else {
            draft.error = "upstream lists no version that can be compared with \(scheme.current.text)"
            return draft.finish(.unknown, Reason(.notListed, scheme.current.text))
        }
        return draft.finish(.ahead, Reason(.newerThanUpstream, best.release.text))
    }

    /// The decision for a digest that has moved under the unchanged tag; nil when there is none or it stays.
    private func drifted(_ draft: DecisionDraft, noting reason: Reason? = nil) async -> Decision? {
        guard let pinned = reference.pin.digest, let version = reference.pin.version, rules.followDigests,
            case .oci(let repository) = reference.artifact
        else { return nil }
        let tag = reference.published(version)
        guard listing.releases.contains(where: { $0.text == tag }) else { return nil }
        var draft = draft
        if let reason { draft.note(reason) }
        switch await upstream.digest(of: repository, tag: tag) {
        case .failure(let failure):
            draft.error = failure.message
            return draft.finish(.unknown, Reason(.lookupFailed, failure.message))
        case .success(let digest):
            guard let digest, digest != pinned else { return nil }
            return draft.moved(to: digest, tag: version)
        }
    }

    /// `--to`: the version must be listed, and be newer where an order is known.
    private func move(to target: String, _ draft: DecisionDraft) async -> Decision {
        var draft = draft
        guard let release = listed(target) else {
            draft.error = "upstream does not list \(target)"
            return draft.finish(.unknown, Reason(.notListed, target))
        }
        if reference.written(release.text) == reference.pin.version {
            return await drifted(draft) ?? draft.finish(.current, Reason(.alreadyThere, release.text))
        }
        // A version that is asked for by name may be a pre-release; it is older or newer all the same.
        var open = rules
        open.allowPrerelease = true
        let scheme = (try? reference.scheme(of: scheme.current.text, listing: listing, rules: open)) ?? scheme
        draft.change = .major
        if case .ordered(let reading) = scheme.read(release.text) {
            draft.change = scheme.change(from: scheme.current, to: reading)
            guard !(reading < scheme.current) else {
                draft.change = .none
                return draft.finish(.refused, Reason(.wouldDowngrade, release.text))
            }
        }
        return await move(to: release, draft)
    }

    /// The release that a person means, `v` or not, `+` or `_`.
    private func listed(_ target: String) -> Release? {
        let bare = target.hasPrefix("v") ? String(target.dropFirst()) : target
        var spellings = [reference.published(target), target, "v\(target)", bare]
        if case .oci = reference.artifact { spellings += spellings.map { TagSpelling.tag($0) } }
        return spellings.lazy.compactMap { text in listing.releases.first { $0.text == text } }.first
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
        // The lock of a chart is raised with it; that is decided for all of the chart's pins together.
        if let lock = reference.lock, !LockedCharts.isOfChart(lock) {
            draft.change = .none
            return draft.finish(.refused, Reason(.lockWouldBreak, lock))
        }
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
