public import Artifacts
internal import Transport

extension RegistryClient {
    /// What refers to a manifest of the repository (distribution-spec, "Listing Referrers").
    ///
    /// A registry without this call is asked for the index that clients keep under a tag made of the digest; when that
    /// is absent too, the list is empty and complete. Without the call is a registry that answers 400, 404, 405 or
    /// 406, with a redirect to another server (GHCR sends to a service that soon says 429), or with anything but an
    /// index. That is remembered for the host: it is asked once in the life of the client, however many lookups there
    /// are. A 404 that speaks of the manifest alone is not remembered.
    ///
    /// - Parameter artifactType: when given, entries of another type are left out. Unless the registry says that it
    ///   has filtered, entries without a type are read to find it, at most ``RegistryLimits/untypedReferrers``; those
    ///   whose type is not found stay, and make the list partial.
    /// - Throws: `notFound` when the registry says that it has no such repository.
    public func referrers(
        of repository: RepositoryName,
        to subject: Digest,
        artifactType: String? = nil,
    ) async throws(RegistryError) -> ReferrerList {
        let (list, isFiltered) = try await anyReferrers(of: repository, to: subject, artifactType: artifactType)
        guard let artifactType else { return list }
        if isFiltered { return ReferrerTypes.select(list, artifactType) }
        let resolved = await ReferrerTypes.resolve(list, of: repository.description) {
            digest throws(RegistryError) in
            try await manifest(of: repository, reference: digest.text)
        }
        return ReferrerTypes.select(resolved, artifactType)
    }

    /// By the call where there is one, else by tag; and whether the registry vouches for the filter.
    private func anyReferrers(
        of repository: RepositoryName, to subject: Digest, artifactType: String?,
    ) async throws(RegistryError) -> (ReferrerList, isFiltered: Bool) {
        let place = try options.registries.route(to: repository).primary
        let host = place.repository.host
        let verdict = await referrerSupport.enter(host)
        if case .lacksCall = verdict { return (try await referrersByTag(of: repository, to: subject), false) }
        let isProbe = if case .probe = verdict { true } else { false }
        let answer: ReferrerCall.Answer
        do throws(RegistryError) {
            answer = try await ReferrerCall(client: self, repository: repository, place: place, subject: subject).list(
                artifactType)
        } catch {
            if isProbe { referrerSupport.settle(host, hasCall: nil) }
            throw error
        }
        switch answer {
        case .list(let list, let isFiltered):
            if isProbe { referrerSupport.settle(host, hasCall: true) }
            return (list, isFiltered)
        case .lacksCall:
            if isProbe { referrerSupport.settle(host, hasCall: false) }
        case .unknownManifest:
            if isProbe { referrerSupport.settle(host, hasCall: nil) }
        }
        return (try await referrersByTag(of: repository, to: subject), false)
    }

    private func referrersByTag(
        of repository: RepositoryName, to subject: Digest,
    ) async throws(RegistryError) -> ReferrerList {
        let none = ReferrerList(descriptors: [], partial: nil)
        let tag = ReferrerList.fallbackTag(subject)
        do throws(RegistryError) {
            let manifest = try await manifest(of: repository, reference: tag)
            // GitLab takes such a tag for the subject itself.
            if ContentDigest.matches(subject, manifest.bytes) == true { return none }
            guard manifest.kind == .index else {
                return ReferrerList(
                    descriptors: [],
                    partial: "\(repository): the tag \(tag) should hold the list of referrers, and holds an image")
            }
            return ReferrerList(descriptors: manifest.manifests, partial: nil)
        } catch {
            guard error.code == .notFound else { throw error }
            return none
        }
    }
}
