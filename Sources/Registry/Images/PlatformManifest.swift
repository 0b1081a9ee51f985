public import Artifacts
internal import Transport

/// The manifest of one image, and the way to it.
public struct PlatformManifest: Sendable, Equatable {
    /// Indexes from the one that the reference names down to the one that lists ``manifest``; empty for a reference
    /// that names a manifest itself.
    public let indexes: [Manifest]

    /// The entry of the last index that names ``manifest``.
    public let entry: Descriptor?
    public let manifest: Manifest

    /// What the reference points at: of the outermost index, else of the manifest. A pin in a tree holds this digest,
    /// and signatures hang on it.
    public var digest: Digest { (indexes.first ?? manifest).digest }
}

extension ArtifactRepository {
    /// The manifest for one platform, of a tag or digest that names an index or a manifest.
    ///
    /// Costs one manifest GET for a manifest, two for an index, and one more for each nested index that is looked
    /// into. Attestations (`unknown/unknown`) are passed over.
    ///
    /// - Parameter platform: nil takes linux/amd64, or the image of an index that has only one.
    /// - Throws: `notFound` with the platforms there are when none fits, `invalidResponse` when indexes are nested
    ///   beyond ``RegistryLimits/indexDepth``.
    public func platformManifest(
        of reference: String,
        platform: Platform? = nil,
    ) async throws(RegistryError) -> PlatformManifest {
        let top = try await manifest(of: reference)
        guard top.kind == .index else { return PlatformManifest(indexes: [], entry: nil, manifest: top) }
        var offered: [String] = []
        var reads = 0
        var path: [Manifest]? = [top]
        // Nested indexes that are still to be looked into, the next one last: depth first, in the order of the indexes.
        var waiting: [(path: [Manifest], index: Descriptor)] = []
        while let indexes = path {
            path = nil
            switch PlatformChoice.choose(from: indexes.last?.manifests ?? [], for: platform) {
            case .manifest(let entry):
                let chosen = try await manifest(of: entry.digest.text)
                guard chosen.kind == .manifest else {
                    throw RegistryError(
                        .invalidResponse, host: host, "\(self): \(entry.digest) is listed as an image and is an index")
                }
                return PlatformManifest(indexes: indexes, entry: entry, manifest: chosen)
            case .nested(let nested):
                guard indexes.count < RegistryLimits.indexDepth else {
                    throw RegistryError(
                        .invalidResponse, host: host,
                        "\(self): the indexes below \(top.digest) are nested deeper than \(RegistryLimits.indexDepth)")
                }
                waiting += nested.reversed().map { (indexes, $0) }
            case .none(let more):
                offered += more
            }
            while path == nil, let next = waiting.popLast() {
                reads += 1
                guard reads <= RegistryLimits.nestedIndexes else {
                    throw RegistryError(
                        .refused, host: host,
                        "\(self): \(top.digest) has more than \(RegistryLimits.nestedIndexes) indexes inside")
                }
                let inner = try await manifest(of: next.index.digest.text)
                // A manifest here would have been listed as an index: it cannot be matched to a platform.
                if inner.kind == .index { path = next.path + [inner] }
            }
        }
        let asked = (platform ?? PlatformChoice.usual).description
        let there = offered.isEmpty ? "it lists no image" : "there are " + offered.prefix(12).joined(separator: ", ")
        throw RegistryError(
            .notFound, host: host,
            "\(self): no image for \(asked) in the index \(RemoteText.clean(reference, limit: 140)); \(there)")
    }
}
