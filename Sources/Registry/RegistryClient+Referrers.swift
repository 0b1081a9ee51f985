public import Artifacts
internal import Transport

extension RegistryClient {
    /// What refers to a manifest of the repository (distribution-spec, "Listing Referrers").
    ///
    /// A registry without this call (404, 400, 405, 406, a redirect, or an answer that is no index) is asked for the
    /// index that clients keep under a tag made of the digest; when that is absent too, the list is empty and
    /// complete.
    ///
    /// - Parameter artifactType: when given, entries that name another type are left out, whether or not the registry
    ///   filters; entries without a type stay.
    /// - Throws: `notFound` when the registry says that it has no such repository.
    public func referrers(
        of repository: RepositoryName,
        to subject: Digest,
        artifactType: String? = nil,
    ) async throws(RegistryError) -> ReferrerList {
        let base = try await base(of: repository)
        let query = artifactType.map { HTTPAddress.encodeQuery([("artifactType", $0)]) }
        var address = base.with(path: base.path + "referrers/\(subject)", query: query)
        var found: [Descriptor] = []
        var visited: Set<HTTPAddress> = []
        while true {
            visited.insert(address)
            let response = try await askForReferrers(of: repository, to: subject, at: address)
            guard let page = try index(response, repository, isFirst: visited.count == 1) else {
                return try await referrersByTag(of: repository, to: subject, artifactType: artifactType)
            }
            found += page.manifests
            let list = Self.select(found, artifactType)
            switch LinkHeader.next(response.headers.values(for: "Link")) {
            case .none: return ReferrerList(descriptors: list, partial: nil)
            case .malformed:
                return ReferrerList(
                    descriptors: list, partial: "\(repository): the link to more referrers is malformed")
            case .target(let target):
                guard let next = address.resolve(target), next.origin == address.origin, !visited.contains(next),
                    visited.count < RegistryLimits.referrerPages
                else {
                    let reason = "the registry's pages of referrers lead elsewhere, in a circle or too far"
                    return ReferrerList(descriptors: list, partial: "\(repository): \(reason)")
                }
                address = next
            }
        }
    }

    private func askForReferrers(
        of repository: RepositoryName,
        to subject: Digest,
        at address: HTTPAddress,
    ) async throws(RegistryError) -> HTTPResponse {
        try await perform(
            RegistryCall(
                repository: repository,
                method: .get,
                address: address,
                accept: MediaType.index,
                bodyLimit: RegistryLimits.manifestBytes,
                acceptsCompression: false,
                doing: "\(repository): listing referrers of \(subject)",
                // GHCR redirects to an unrelated and heavily limited service.
                followsRedirects: false,
            )
        )
    }

    /// The index of an answer; `nil` when the registry does not have the call.
    private func index(
        _ response: HTTPResponse,
        _ repository: RepositoryName,
        isFirst: Bool,
    ) throws(RegistryError) -> Manifest? {
        let doing = "\(repository): listing referrers"
        guard response.isSuccess else {
            let isUnknownName = ErrorDocument.summary(of: response).contains("NAME_UNKNOWN")
            let lacksCall =
                [400, 404, 405, 406].contains(response.status)
                || RedirectPolicy.isRedirect(status: response.status)
            if isFirst, lacksCall, !isUnknownName { return nil }
            throw RegistryError(response, host: repository.host, doing: doing)
        }
        let type = response.headers["Content-Type"].map(MediaType.essence)
        guard type == MediaType.index, let digest = ContentDigest.sha256(response.body) else {
            if isFirst { return nil }
            throw RegistryError(.invalidResponse, host: repository.host, "\(doing): a later page is no image index")
        }
        do throws(ManifestParser.Problem) {
            return try ManifestParser.parse(response.body, digest: digest, contentType: type)
        } catch {
            throw RegistryError(.invalidResponse, host: repository.host, "\(doing): \(error.message)")
        }
    }

    private func referrersByTag(
        of repository: RepositoryName,
        to subject: Digest,
        artifactType: String?,
    ) async throws(RegistryError) -> ReferrerList {
        let none = ReferrerList(descriptors: [], partial: nil)
        do throws(RegistryError) {
            let manifest = try await manifest(of: repository, reference: ReferrerList.fallbackTag(subject))
            // GitLab takes such a tag for the subject itself.
            guard manifest.kind == .index, manifest.digest != subject else { return none }
            return ReferrerList(descriptors: Self.select(manifest.manifests, artifactType), partial: nil)
        } catch {
            guard error.code == .notFound else { throw error }
            return none
        }
    }

    private static func select(_ descriptors: [Descriptor], _ artifactType: String?) -> [Descriptor] {
        guard let artifactType else { return descriptors }
        return descriptors.filter { $0.artifactType == nil || $0.artifactType == artifactType }
    }
}
