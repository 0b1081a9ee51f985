public import Artifacts
internal import Transport

extension RegistryClient {
    /// The content of a blob, verified: exactly the descriptor's size, and its digest.
    ///
    /// Content that the manifest carried inline costs no request, but is verified all the same. A descriptor larger
    /// than ``RegistryLimits/blobBytes`` is refused before anything is sent.
    ///
    /// - Parameter isOptional: not sent when the registry grants little more; `rateLimited` then.
    public func blob(
        of repository: RepositoryName,
        _ descriptor: Descriptor,
        isOptional: Bool = false,
    ) async throws(RegistryError) -> [UInt8] {
        let doing = "\(repository): reading the blob \(descriptor.digest)"
        guard descriptor.size >= 0, descriptor.size <= RegistryLimits.blobBytes else {
            throw RegistryError(
                .refused,
                host: repository.host,
                "\(doing): its size is \(descriptor.size) bytes, at most \(RegistryLimits.blobBytes) are read",
            )
        }
        if let inline = descriptor.inline, Self.problem(inline, descriptor) == nil { return inline }
        let route = try options.registries.route(to: repository, .digest(descriptor.digest))
        return try await read(repository, along: route) { place throws(RegistryError) in
            try await blob(of: repository, descriptor, at: place, isOptional: isOptional)
        }
    }

    private func blob(
        of repository: RepositoryName,
        _ descriptor: Descriptor,
        at place: RegistryPlace,
        isOptional: Bool,
    ) async throws(RegistryError) -> [UInt8] {
        let doing = place.doing("reading the blob \(descriptor.digest)", of: repository)
        let base = try await base(of: place)
        let call = RegistryCall(
            place: place,
            method: .get,
            address: base.with(path: base.path + "blobs/\(descriptor.digest)", query: nil),
            accept: nil,
            bodyLimit: descriptor.size,
            acceptsCompression: false,
            doing: doing,
            question: .blob,
            isOptional: isOptional,
            slowestBody: TransportLimits.slowestBody,
        )
        return try await ask(call, lifetime: .forever) { response throws(RegistryError) in
            guard response.isSuccess else { throw RegistryError(response, host: repository.host, doing: doing) }
            if let problem = Self.problem(response.body, descriptor) {
                throw RegistryError(.digestMismatch, host: repository.host, "\(doing): \(problem)")
            }
            return response.body
        }.value
    }

    /// Why the bytes are not what the descriptor promises; `nil` when they are.
    static func problem(_ bytes: [UInt8], _ descriptor: Descriptor) -> String? {
        guard bytes.count == descriptor.size else {
            return "expected \(descriptor.size) bytes, got \(bytes.count)"
        }
        return switch ContentDigest.matches(descriptor.digest, bytes) {
        case true?: nil
        case false?: "the bytes received have another digest"
        case nil: "digests of the algorithm \(descriptor.digest.algorithm) cannot be verified"
        }
    }
}
