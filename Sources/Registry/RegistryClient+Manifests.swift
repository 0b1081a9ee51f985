public import Artifacts
internal import Transport

extension RegistryClient {
    /// The digest that a tag points at, or that the registry has content under.
    ///
    /// Asks with HEAD, which registries do not count against their limits, and reads the manifest only when the
    /// answer carries no digest or HEAD is not supported:
    ///
    /// | reference | answer | result |
    /// | --- | --- | --- |
    /// | tag | HEAD with a digest of an algorithm that can be verified | that digest |
    /// | tag | HEAD without one, 400, 405, 501 | computed from GET |
    /// | digest | HEAD with the same digest, or without one | the digest asked for |
    /// | digest | HEAD with another digest of the same algorithm | `digestMismatch` |
    public func digest(
        of repository: RepositoryName,
        reference: String,
    ) async throws(RegistryError) -> Digest {
        let name = try Self.reference(reference, in: repository)
        return try await read(repository, along: options.registries.route(to: repository, name)) {
            place throws(RegistryError) in
            try await digest(name, of: repository, at: place)
        }
    }

    private func digest(
        _ name: ReferenceText,
        of repository: RepositoryName,
        at place: RegistryPlace,
    ) async throws(RegistryError) -> Digest {
        let call = try await manifestCall(name, of: repository, at: place, method: .head)
        let head = try await ask(call) { response throws(RegistryError) -> HTTPResponse? in
            switch response.status {
            case 200..<300: return response
            case 400, 405, 501: return nil
            default:
                let doing = place.doing("looking up \(name.text)", of: repository)
                throw RegistryError(response, host: repository.host, doing: doing, repository: repository)
            }
        }
        guard let head = head.value else { return try await manifest(name, of: repository, at: place).digest }
        // A digest of an algorithm that cannot be verified here is as good as none.
        let announced = head.headers["Docker-Content-Digest"].flatMap { Digest($0) }
            .flatMap { ContentDigest.matches($0, []) == nil ? nil : $0 }
        switch name {
        case .tag:
            if let announced { return announced }
            return try await manifest(name, of: repository, at: place).digest
        case .digest(let wanted):
            if let announced, announced.algorithm == wanted.algorithm, announced != wanted {
                throw RegistryError(
                    .digestMismatch,
                    host: repository.host,
                    "\(repository): asked for \(wanted), the registry answers for \(announced)",
                )
            }
            return wanted
        }
    }

    /// A manifest or an index, verified and parsed.
    ///
    /// Asked by digest, the bytes must have that digest. Asked by tag, the digest is computed from the bytes; a
    /// `Docker-Content-Digest` that says otherwise is worth a notice, no more: many registries get it wrong.
    ///
    /// - Parameter isOptional: not sent when the registry grants little more; `rateLimited` then.
    public func manifest(
        of repository: RepositoryName,
        reference: String,
        isOptional: Bool = false,
    ) async throws(RegistryError) -> Manifest {
        let name = try Self.reference(reference, in: repository)
        return try await read(repository, along: options.registries.route(to: repository, name)) {
            place throws(RegistryError) in
            try await manifest(name, of: repository, at: place, isOptional: isOptional)
        }
    }

    private func manifest(
        _ name: ReferenceText,
        of repository: RepositoryName,
        at place: RegistryPlace,
        isOptional: Bool = false,
    ) async throws(RegistryError) -> Manifest {
        let call = try await manifestCall(name, of: repository, at: place, method: .get, isOptional: isOptional)
        return try await ask(call, lifetime: name.lifetime) { response throws(RegistryError) in
            guard response.isSuccess else {
                throw RegistryError(response, host: repository.host, doing: call.doing, repository: repository)
            }
            let digest = try verifiedDigest(name, response, in: repository)
            do throws(ManifestParser.Problem) {
                return try ManifestParser.parse(
                    response.body,
                    digest: digest,
                    contentType: response.headers["Content-Type"],
                )
            } catch {
                throw RegistryError(.invalidResponse, host: repository.host, "\(call.doing): \(error.message)")
            }
        }.value
    }

    private func verifiedDigest(
        _ name: ReferenceText,
        _ response: HTTPResponse,
        in repository: RepositoryName,
    ) throws(RegistryError) -> Digest {
        if case .digest(let wanted) = name {
            switch ContentDigest.matches(wanted, response.body) {
            case .some(true): return wanted
            case .some(false):
                throw RegistryError(
                    .digestMismatch,
                    host: repository.host,
                    "\(repository): asked for \(wanted), but the bytes received have another digest",
                )
            case .none:
                throw RegistryError(
                    .invalidName,
                    host: repository.host,
                    "\(repository): digests of the algorithm \(wanted.algorithm) cannot be verified",
                )
            }
        }
        guard let computed = ContentDigest.sha256(response.body) else {
            throw RegistryError(.invalidResponse, host: repository.host, "\(repository): no digest could be computed")
        }
        if let announced = response.headers["Docker-Content-Digest"].flatMap({ Digest($0) }),
            ContentDigest.matches(announced, response.body) == false
        {
            notices.post("\(repository):\(name.text): the registry announces \(announced), the bytes have \(computed)")
        }
        return computed
    }

    private func manifestCall(
        _ name: ReferenceText,
        of repository: RepositoryName,
        at place: RegistryPlace,
        method: HTTPMethod,
        isOptional: Bool = false,
    ) async throws(RegistryError) -> RegistryCall {
        let base = try await base(of: place)
        return RegistryCall(
            place: place,
            method: method,
            address: base.with(path: base.path + "manifests/\(name.text)", query: nil),
            accept: MediaType.acceptedManifests,
            bodyLimit: RegistryLimits.manifestBytes,
            acceptsCompression: false,
            doing: place.doing("reading the manifest \(name.text)", of: repository),
            question: method == .head ? .digest : .manifest,
            isOptional: isOptional,
        )
    }

    private static func reference(
        _ text: String,
        in repository: RepositoryName,
    ) throws(RegistryError) -> ReferenceText {
        guard let name = ReferenceText(text) else {
            throw RegistryError(
                .invalidName,
                host: repository.host,
                "\(repository): “\(RemoteText.clean(text, limit: 140))” is neither a tag nor a digest",
            )
        }
        return name
    }
}

extension ReferenceText {
    /// What a digest names never changes; what a tag names does.
    fileprivate var lifetime: CacheQuestion.Lifetime {
        switch self {
        case .tag: .timed
        case .digest: .forever
        }
    }
}
