public import Artifacts
internal import FoundationEssentials
internal import Transport

/// An OCI image layout on disk: `oci-layout`, `index.json`, `blobs/<algorithm>/<hex>` (image-spec, image-layout.md), as
/// a folder or as a tar file.
///
/// `index.json` is read once; blobs are read when they are asked for, bounded, and verified by their digest. A blob
/// may be missing.
///
/// The names of a layout are the annotations `org.opencontainers.image.ref.name` in `index.json`. Their grammar is
/// wider than that of tags: containerd writes whole references there. ``tags()`` gives the tag at the end of such a
/// name.
public struct ImageLayout: ArtifactRepository {
    private let store: any LayoutStore
    private let entries: [Entry]

    /// A descriptor of `index.json` and the name it goes by.
    private struct Entry: Sendable {
        let name: String?
        let tag: String?
        let descriptor: Descriptor
    }

    /// The folder or the tar file.
    public var path: String { store.path }

    /// Opens a layout that is a folder.
    ///
    /// - Throws: `notFound` when the folder is no layout, `unreadable` when a file cannot be read, `invalidResponse`
    ///   when one is broken.
    public init(directory: String) throws(RegistryError) {
        try self.init(LayoutFolder(path: directory))
    }

    /// Opens a layout that is a tar file, plain or gzip, by reading through it once. Bounded as ``RegistryLimits``
    /// says; nothing is written to disk.
    ///
    /// - Throws: `notFound` without such a file or when it holds no layout, `unreadable` when it cannot be read or is
    ///   too large, `invalidResponse` when it is broken or has names that lead out of it.
    public init(archive: String) throws(RegistryError) {
        try self.init(LayoutArchive(path: archive))
    }

    private init(_ store: any LayoutStore) throws(RegistryError) {
        self.store = store
        let path = store.path
        let marker = try store.file("oci-layout", limit: 4_096)
        struct Marker: Decodable { let imageLayoutVersion: String }
        guard let version = try? JSONDecoder().decode(Marker.self, from: Data(marker)).imageLayoutVersion,
            version.hasPrefix("1.")
        else {
            let expected = "\(path)/oci-layout: expected “imageLayoutVersion” 1.0.0"
            throw RegistryError(.invalidResponse, host: path, expected)
        }
        let bytes = try store.file("index.json", limit: RegistryLimits.layoutIndexBytes)
        guard let digest = ContentDigest.sha256(bytes) else {
            throw RegistryError(.invalidResponse, host: path, "\(path)/index.json: no digest could be computed")
        }
        let index: Manifest
        do throws(ManifestParser.Problem) {
            index = try ManifestParser.parse(bytes, digest: digest, contentType: nil)
        } catch {
            throw RegistryError(.invalidResponse, host: path, "\(path)/index.json: \(error.message)")
        }
        entries = index.manifests.map { descriptor in
            let name = descriptor.annotations["org.opencontainers.image.ref.name"].flatMap { $0.isEmpty ? nil : $0 }
            return Entry(name: name, tag: name.flatMap(Self.tag), descriptor: descriptor)
        }
    }

    public var host: String { path }
    public var description: String { path }

    /// The tags, without duplicates, in the order of `index.json`. Always complete.
    public func tags() -> TagList {
        var seen: Set<String> = []
        return TagList(tags: entries.compactMap(\.tag).filter { seen.insert($0).inserted }, partial: nil)
    }

    /// Tags and names that `index.json` gives to several digests: the last one counts.
    public func ambiguousNames() -> [String] {
        var digests: [String: Set<Digest>] = [:]
        for entry in entries {
            for name in Set([entry.name, entry.tag].compactMap { $0 }) {
                digests[name, default: []].insert(entry.descriptor.digest)
            }
        }
        return digests.filter { $0.value.count > 1 }.keys.sorted()
    }

    /// The digest behind a tag, or behind a whole name as `index.json` spells it; a digest is its own, when there is
    /// such a blob.
    public func digest(of reference: String) throws(RegistryError) -> Digest {
        if let digest = named(reference) { return digest }
        guard let digest = Digest(reference) else { throw absent(reference) }
        _ = try manifest(of: reference)
        return digest
    }

    /// A manifest or an index by tag, name or digest, verified and parsed.
    public func manifest(of reference: String) throws(RegistryError) -> Manifest {
        guard let digest = named(reference) ?? Digest(reference) else { throw absent(reference) }
        let bytes = try blob(digest, limit: RegistryLimits.manifestBytes)
        do throws(ManifestParser.Problem) {
            let type = entries.last { $0.descriptor.digest == digest }?.descriptor.mediaType
            return try ManifestParser.parse(bytes, digest: digest, contentType: type)
        } catch {
            throw RegistryError(.invalidResponse, host: path, "\(path): \(digest): \(error.message)")
        }
    }

    /// A blob, verified by its digest and at most ``RegistryLimits/blobBytes`` long.
    public func blob(_ digest: Digest) throws(RegistryError) -> [UInt8] {
        try blob(digest, limit: RegistryLimits.blobBytes)
    }

    public func blob(_ descriptor: Descriptor) throws(RegistryError) -> [UInt8] {
        if let inline = descriptor.inline, RegistryClient.problem(inline, descriptor) == nil { return inline }
        let bytes = try blob(descriptor.digest, limit: min(max(descriptor.size, 0), RegistryLimits.blobBytes))
        if let problem = RegistryClient.problem(bytes, descriptor) {
            throw RegistryError(.digestMismatch, host: path, "\(path): \(descriptor.digest): \(problem)")
        }
        return bytes
    }

    /// What refers to a manifest: manifests of `index.json` that name it as their subject, and the list that clients
    /// of registries without the referrers call keep under a tag.
    ///
    /// At most ``RegistryLimits/layoutReferrers`` manifests are read; one that cannot be read makes the list partial.
    public func referrers(to subject: Digest, artifactType: String?) throws(RegistryError) -> ReferrerList {
        var list = bySubject(subject)
        if let digest = named(ReferrerList.fallbackTag(subject)), digest != subject {
            let index = try manifest(of: digest.text)
            let known = Set(list.descriptors.map(\.digest))
            let more = index.manifests.filter { !known.contains($0.digest) }
            list = ReferrerList(descriptors: list.descriptors + more, partial: list.partial)
        }
        return artifactType.map { ReferrerTypes.select(list, $0) } ?? list
    }

    private func bySubject(_ subject: Digest) -> ReferrerList {
        var found: [Descriptor] = []
        var partial: String?
        var seen: Set<Digest> = [subject]
        let manifests = entries.map(\.descriptor).filter { MediaType.mayBeManifest($0.mediaType) }
        for descriptor in manifests where seen.insert(descriptor.digest).inserted {
            guard seen.count <= RegistryLimits.layoutReferrers else {
                partial = "\(path): more than \(RegistryLimits.layoutReferrers) manifests; the rest was not read"
                break
            }
            do throws(RegistryError) {
                let manifest = try manifest(of: descriptor.digest.text)
                guard manifest.subject?.digest == subject else { continue }
                found.append(
                    Descriptor(
                        mediaType: manifest.mediaType, digest: manifest.digest, size: manifest.bytes.count,
                        artifactType: ReferrerTypes.type(of: manifest), annotations: manifest.annotations))
            } catch {
                partial = partial ?? error.message
            }
        }
        return ReferrerList(descriptors: found, partial: partial)
    }

    private func named(_ reference: String) -> Digest? {
        let exact = entries.last { $0.name == reference }
        return (exact ?? entries.last { $0.tag == reference })?.descriptor.digest
    }

    private func absent(_ reference: String) -> RegistryError {
        let shown = RemoteText.clean(reference, limit: 140)
        return RegistryError(.notFound, host: path, "\(path): no “\(shown)” in index.json")
    }

    private func blob(_ digest: Digest, limit: Int) throws(RegistryError) -> [UInt8] {
        // Both parts come from a validated digest, but an algorithm may hold dots: it must not lead out of the folder.
        guard !digest.algorithm.contains("..") else {
            throw RegistryError(.invalidName, host: path, "\(path): “\(digest)” is no digest of a blob")
        }
        let bytes = try store.file("blobs/\(digest.algorithm)/\(digest.hex)", limit: limit)
        guard ContentDigest.matches(digest, bytes) == true else {
            let message = "\(path): the file of \(digest) does not have that digest"
            throw RegistryError(.digestMismatch, host: path, message)
        }
        return bytes
    }

    /// `1.2.3` is a tag; `docker.io/library/nginx:1.2.3` ends in one; `sha256:…` and others have none.
    private static func tag(of name: String) -> String? {
        if ReferenceText.isTag(name) { return name }
        guard !name.contains("@"), let colon = name.lastIndex(of: ":") else { return nil }
        let tail = String(name[name.index(after: colon)...])
        return name[..<colon].contains("/") && ReferenceText.isTag(tail) ? tail : nil
    }
}
