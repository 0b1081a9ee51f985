internal import Artifacts
internal import Transport

/// The referrers call of one registry for one manifest: its pages, and the ways in which registries say that they do
/// not have it.
struct ReferrerCall {
    enum Answer {
        /// - Parameter isFiltered: the registry says that it has filtered every page by artifact type.
        case list(ReferrerList, isFiltered: Bool)
        /// The registry does not have the call.
        case lacksCall
        /// It knows no such manifest; the call itself may work for others.
        case unknownManifest
    }

    private enum Page {
        case index(Manifest, isFiltered: Bool, response: HTTPResponse)
        case end(Answer)
    }

    let client: RegistryClient
    let repository: RepositoryName
    /// Where it is read.
    let place: RegistryPlace
    let subject: Digest

    func list(_ artifactType: String?) async throws(RegistryError) -> Answer {
        let base = try await client.base(of: place)
        let query = artifactType.map { HTTPAddress.encodeQuery([("artifactType", $0)]) }
        var address = base.with(path: base.path + "referrers/\(subject)", query: query)
        var found: [Descriptor] = []
        var visited: Set<HTTPAddress> = []
        var isFiltered = true
        while true {
            visited.insert(address)
            switch try await page(at: &address, isFirst: visited.count == 1) {
            case .end(let answer): return answer
            case .index(let index, let isPageFiltered, let response):
                found += index.manifests
                isFiltered = isFiltered && isPageFiltered
                var partial: String?
                switch LinkHeader.next(response.headers.values(for: "Link")) {
                case .none: break
                case .malformed: partial = "\(repository): the link to more referrers is malformed"
                case .target(let target):
                    if let next = address.resolve(target), next.origin == address.origin, !visited.contains(next),
                        visited.count < RegistryLimits.referrerPages
                    {
                        address = next
                        continue
                    }
                    partial = "\(repository): the pages of referrers lead elsewhere, in a circle or too far"
                }
                return .list(ReferrerList(descriptors: found, partial: partial), isFiltered: isFiltered)
            }
        }
    }

    /// One page, by way of redirects within the registry.
    private func page(at address: inout HTTPAddress, isFirst: Bool) async throws(RegistryError) -> Page {
        var hops = 0
        while true {
            let response = try await send(address)
            if RedirectPolicy.isRedirect(status: response.status), isFirst {
                hops += 1
                guard hops <= RegistryLimits.referrerRedirects,
                    let target = response.headers["Location"].flatMap({ address.resolve($0) }),
                    target.origin == address.origin
                else { return .end(.lacksCall) }
                address = target
                continue
            }
            if response.isSuccess { return try index(response, isFirst: isFirst) }
            if isFirst, let answer = Self.refusal(response, isRedirected: hops > 0) { return .end(answer) }
            throw RegistryError(response, host: repository.host, doing: doing)
        }
    }

    private static func refusal(_ response: HTTPResponse, isRedirected: Bool) -> Answer? {
        switch response.status {
        case 400, 405, 406: return .lacksCall
        case 429: return isRedirected ? .lacksCall : nil
        case 404:
            let codes = ErrorDocument.codes(of: response)
            if codes.contains("NAME_UNKNOWN") { return nil }
            return codes.contains("MANIFEST_UNKNOWN") || codes.contains("BLOB_UNKNOWN") ? .unknownManifest : .lacksCall
        default: return nil
        }
    }

    private func index(_ response: HTTPResponse, isFirst: Bool) throws(RegistryError) -> Page {
        let type = response.headers["Content-Type"].map(MediaType.essence)
        guard type == MediaType.index, let digest = ContentDigest.sha256(response.body) else {
            if isFirst { return .end(.lacksCall) }
            throw RegistryError(.invalidResponse, host: repository.host, "\(doing): a later page is no image index")
        }
        do throws(ManifestParser.Problem) {
            let index = try ManifestParser.parse(response.body, digest: digest, contentType: type)
            guard index.kind == .index else { throw ManifestParser.Problem(message: "not an image index") }
            return .index(index, isFiltered: Self.saysFiltered(response, index), response: response)
        } catch {
            throw RegistryError(.invalidResponse, host: repository.host, "\(doing): \(error.message)")
        }
    }

    /// `OCI-Filters-Applied`, or the annotation that release candidates of the specification had.
    private static func saysFiltered(_ response: HTTPResponse, _ index: Manifest) -> Bool {
        let words =
            response.headers.values(for: "OCI-Filters-Applied")
            + [index.annotations["org.opencontainers.referrers.filtersApplied"] ?? ""]
        return words.contains { word in
            word.split(separator: ",").contains { $0.filter { $0 != " " } == "artifactType" }
        }
    }

    private func send(_ address: HTTPAddress) async throws(RegistryError) -> HTTPResponse {
        try await client.perform(
            RegistryCall(
                place: place,
                method: .get,
                address: address,
                accept: MediaType.index,
                bodyLimit: RegistryLimits.manifestBytes,
                acceptsCompression: false,
                doing: doing,
                question: .referrers,
                // Redirects are judged here: one that leaves the registry says that there is no such call.
                followsRedirects: false,
            )
        )
    }

    private var doing: String { place.doing("listing referrers of \(subject)", of: repository) }
}
