public import Artifacts

/// One repository of artifacts, wherever it lives: in a registry (``RemoteRepository``), or as an OCI image layout on
/// disk (``ImageLayout``).
///
/// What is built on these calls works for both: ``platformManifest(of:platform:)``, ``imageFacts(of:platform:)``,
/// ``chart(of:)``, ``signatureEvidence(of:tags:)``. A reference is a tag or a digest; a layout also knows whole names.
public protocol ArtifactRepository: Sendable, CustomStringConvertible {
    /// For errors: the registry as users write it, or the path of a layout.
    var host: String { get }

    func tags() async throws(RegistryError) -> TagList

    /// The digest that a reference points at; `notFound` when there is no such tag.
    func digest(of reference: String) async throws(RegistryError) -> Digest

    /// A manifest or an index, verified and parsed.
    func manifest(of reference: String) async throws(RegistryError) -> Manifest

    /// The content of a blob: exactly the descriptor's size and digest.
    func blob(_ descriptor: Descriptor) async throws(RegistryError) -> [UInt8]

    /// What refers to a manifest.
    ///
    /// - Parameter artifactType: when given, only entries of this type, and those whose type could not be told.
    func referrers(to subject: Digest, artifactType: String?) async throws(RegistryError) -> ReferrerList
}

extension ArtifactRepository {
    /// A blob that is small when the peer is honest; refused before it is asked for when its descriptor says otherwise.
    func smallBlob(_ descriptor: Descriptor, limit: Int) async throws(RegistryError) -> [UInt8] {
        guard descriptor.size <= limit else {
            throw RegistryError(
                .refused, host: host,
                "\(self): the blob \(descriptor.digest) has \(descriptor.size) bytes, at most \(limit) are read")
        }
        return try await blob(descriptor)
    }
}

/// A repository in a registry.
public struct RemoteRepository: ArtifactRepository {
    public let client: RegistryClient
    public let name: RepositoryName

    public init(_ client: RegistryClient, _ name: RepositoryName) {
        self.client = client
        self.name = name
    }

    public var host: String { name.host }
    public var description: String { name.description }

    public func tags() async throws(RegistryError) -> TagList {
        try await client.tags(of: name)
    }

    public func digest(of reference: String) async throws(RegistryError) -> Digest {
        try await client.digest(of: name, reference: reference)
    }

    public func manifest(of reference: String) async throws(RegistryError) -> Manifest {
        try await client.manifest(of: name, reference: reference)
    }

    public func blob(_ descriptor: Descriptor) async throws(RegistryError) -> [UInt8] {
        try await client.blob(of: name, descriptor)
    }

    public func referrers(to subject: Digest, artifactType: String?) async throws(RegistryError) -> ReferrerList {
        try await client.referrers(of: name, to: subject, artifactType: artifactType)
    }
}
