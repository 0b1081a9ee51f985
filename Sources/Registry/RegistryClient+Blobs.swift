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
        let base = try await base(of: repository)
        let response = try await perform(
            RegistryCall(
                repository: repository,
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
        )
        guard response.isSuccess else { throw RegistryError(response, host: repository.host, doing: doing) }
        if let problem = Self.problem(response.body, descriptor) {
            throw RegistryError(.digestMismatch, host: repository.host, "\(doing): \(problem)")
        }
        return response.body
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
