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
    /// | tag | HEAD with a well-formed digest | that digest |
    /// | tag | HEAD without one, 400, 405, 501 | computed from GET |
    /// | digest | HEAD with the same digest, or without one | the digest asked for |
    /// | digest | HEAD with another digest of the same algorithm | `digestMismatch` |
    public func digest(
        of repository: RepositoryName,
        reference: String,
    ) async throws(RegistryError) -> Digest {
        let name = try Self.reference(reference, in: repository)
        let response = try await askForManifest(name, in: repository, method: .head)
        switch response.status {
        case 200..<300: break
        case 400, 405, 501: return try await manifest(of: repository, reference: reference).digest
        default: throw RegistryError(response, host: repository.host, doing: "\(repository): looking up \(reference)")
        }
        let announced = response.headers["Docker-Content-Digest"].flatMap { Digest($0) }
        switch name {
        case .tag:
            if let announced { return announced }
            return try await manifest(of: repository, reference: reference).digest
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
        let response = try await askForManifest(name, in: repository, method: .get, isOptional: isOptional)
        let doing = "\(repository): reading the manifest \(reference)"
        guard response.isSuccess else { throw RegistryError(response, host: repository.host, doing: doing) }
        let digest = try verifiedDigest(name, response, in: repository)
        do throws(ManifestParser.Problem) {
            return try ManifestParser.parse(
                response.body,
                digest: digest,
                contentType: response.headers["Content-Type"],
            )
        } catch {
            throw RegistryError(.invalidResponse, host: repository.host, "\(doing): \(error.message)")
        }
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

    private func askForManifest(
        _ name: ReferenceText,
        in repository: RepositoryName,
        method: HTTPMethod,
        isOptional: Bool = false,
    ) async throws(RegistryError) -> HTTPResponse {
        let base = try await base(of: repository)
        return try await perform(
            RegistryCall(
                repository: repository,
                method: method,
                address: base.with(path: base.path + "manifests/\(name.text)", query: nil),
                accept: MediaType.acceptedManifests,
                bodyLimit: RegistryLimits.manifestBytes,
                acceptsCompression: false,
                doing: "\(repository): reading the manifest \(name.text)",
                question: method == .head ? .digest : .manifest,
                isOptional: isOptional,
            )
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
