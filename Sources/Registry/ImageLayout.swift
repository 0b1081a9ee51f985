public import Artifacts
internal import FoundationEssentials
internal import Transport

/// An OCI image layout on disk: `oci-layout`, `index.json`, `blobs/<algorithm>/<hex>` (image-spec, image-layout.md).
///
/// `index.json` is read once; blobs are read when they are asked for, bounded, and verified by their digest. A blob
/// may be missing.
///
/// The names of a layout are the annotations `org.opencontainers.image.ref.name` in `index.json`. Their grammar is
/// wider than that of tags: containerd writes whole references there. ``tags()`` gives the tag at the end of such a
/// name.
public struct ImageLayout: Sendable {
    public let directory: String

    private let entries: [Entry]

    /// A descriptor of `index.json` and the name it goes by.
    private struct Entry: Sendable {
        let name: String
        let tag: String?
        let descriptor: Descriptor
    }

    /// Opens a layout.
    ///
    /// - Throws: `notFound` when the folder is no layout, `unreadable` when a file cannot be read, `invalidResponse`
    ///   when one is
    ///   broken.
    public init(directory: String) throws(RegistryError) {
        self.directory = directory
        let marker = try Self.read("\(directory)/oci-layout", limit: 4_096, in: directory)
        struct Marker: Decodable { let imageLayoutVersion: String }
        guard let version = try? JSONDecoder().decode(Marker.self, from: Data(marker)).imageLayoutVersion,
            version.hasPrefix("1.")
        else {
            throw RegistryError(
                .invalidResponse,
                host: directory,
                "\(directory)/oci-layout: expected “imageLayoutVersion” 1.0.0",
            )
        }
        let bytes = try Self.read("\(directory)/index.json", limit: RegistryLimits.layoutIndexBytes, in: directory)
        guard let digest = ContentDigest.sha256(bytes) else {
            throw RegistryError(
                .invalidResponse, host: directory, "\(directory)/index.json: no digest could be computed")
        }
        let index: Manifest
        do throws(ManifestParser.Problem) {
            index = try ManifestParser.parse(bytes, digest: digest, contentType: nil)
        } catch {
            throw RegistryError(.invalidResponse, host: directory, "\(directory)/index.json: \(error.message)")
        }
        entries = index.manifests.compactMap { descriptor in
            guard let name = descriptor.annotations["org.opencontainers.image.ref.name"], !name.isEmpty else {
                return nil
            }
            return Entry(name: name, tag: Self.tag(of: name), descriptor: descriptor)
        }
    }

    /// The tags, without duplicates, in the order of `index.json`.
    public func tags() -> [String] {
        var seen: Set<String> = []
        return entries.compactMap(\.tag).filter { seen.insert($0).inserted }
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

    /// The digest behind a tag, or behind a whole name as `index.json` spells it.
    public func digest(of tag: String) -> Digest? {
        let exact = entries.last { $0.name == tag }
        return (exact ?? entries.last { $0.tag == tag })?.descriptor.digest
    }

    /// A manifest or an index by tag, name or digest, verified and parsed.
    public func manifest(of reference: String) throws(RegistryError) -> Manifest {
        guard let digest = digest(of: reference) ?? Digest(reference) else {
            throw RegistryError(
                .notFound,
                host: directory,
                "\(directory): no “\(RemoteText.clean(reference, limit: 140))” in index.json",
            )
        }
        let bytes = try blob(digest, limit: RegistryLimits.manifestBytes)
        do throws(ManifestParser.Problem) {
            let type = entries.last { $0.descriptor.digest == digest }?.descriptor.mediaType
            return try ManifestParser.parse(bytes, digest: digest, contentType: type)
        } catch {
            throw RegistryError(.invalidResponse, host: directory, "\(directory): \(digest): \(error.message)")
        }
    }

    /// A blob, verified by its digest and at most ``RegistryLimits/blobBytes`` long.
    public func blob(_ digest: Digest) throws(RegistryError) -> [UInt8] {
        try blob(digest, limit: RegistryLimits.blobBytes)
    }

    private func blob(_ digest: Digest, limit: Int) throws(RegistryError) -> [UInt8] {
        // Both parts come from a validated digest, but an algorithm may hold dots: it must not lead out of the folder.
        guard !digest.algorithm.contains("..") else {
            throw RegistryError(.invalidName, host: directory, "\(directory): “\(digest)” is no digest of a blob")
        }
        let bytes = try Self.read("\(directory)/blobs/\(digest.algorithm)/\(digest.hex)", limit: limit, in: directory)
        guard ContentDigest.matches(digest, bytes) == true else {
            throw RegistryError(
                .digestMismatch,
                host: directory,
                "\(directory): the file of \(digest) does not have that digest",
            )
        }
        return bytes
    }

    private static func read(_ path: String, limit: Int, in directory: String) throws(RegistryError) -> [UInt8] {
        switch BoundedFile.read(path, limit: limit) {
        case .bytes(let bytes): return bytes
        case .absent: throw RegistryError(.notFound, host: directory, "\(path): no such file in an image layout")
        case .failure(let reason): throw RegistryError(.unreadable, host: directory, "\(path) \(reason)")
        }
    }

    /// `1.2.3` is a tag; `docker.io/library/nginx:1.2.3` ends in one; `sha256:…` and others have none.
    private static func tag(of name: String) -> String? {
        if ReferenceText.isTag(name) { return name }
        guard !name.contains("@"), let colon = name.lastIndex(of: ":") else { return nil }
        let tail = String(name[name.index(after: colon)...])
        return name[..<colon].contains("/") && ReferenceText.isTag(tail) ? tail : nil
    }
}
