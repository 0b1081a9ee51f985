internal import Archives
internal import Transport

/// Where the files of a layout are: a folder, or a tar file.
protocol LayoutStore: Sendable {
    /// The folder or the tar file.
    var path: String { get }

    /// A file by its name in the layout, at most `limit` bytes: `notFound` when there is none, `unreadable` when it
    /// cannot be read.
    func file(_ name: String, limit: Int) throws(RegistryError) -> [UInt8]
}

/// A layout as a folder.
struct LayoutFolder: LayoutStore {
    let path: String

    func file(_ name: String, limit: Int) throws(RegistryError) -> [UInt8] {
        switch BoundedFile.read("\(path)/\(name)", limit: limit) {
        case .bytes(let bytes): return bytes
        case .absent: throw RegistryError(.notFound, host: path, "\(path)/\(name): no such file in an image layout")
        case .failure(let reason): throw RegistryError(.unreadable, host: path, "\(path)/\(name) \(reason)")
        }
    }
}

/// A layout as a tar file, plain or gzip, as `skopeo copy … oci-archive:FILE`, `docker buildx build -o type=oci` and
/// `tar -C DIR` make it: `oci-layout` stands at the top.
///
/// The file is read through once when it is opened. Small files are kept, which are the manifests and configs; a
/// larger one is searched again each time that it is asked for. An archive with two files of one name is taken as `tar`
/// takes it: the later one counts.
struct LayoutArchive: LayoutStore {
    let path: String

    private let names: Set<String>
    private let kept: [String: [UInt8]]

    private static let limits = ArchiveLimits(
        entries: RegistryLimits.layoutEntries,
        entryBytes: RegistryLimits.layoutArchiveBytes,
        totalBytes: RegistryLimits.layoutArchiveBytes,
    )

    init(path: String) throws(RegistryError) {
        self.path = path
        var names: Set<String> = []
        var kept: [String: [UInt8]] = [:]
        var budget = RegistryLimits.keptBytes
        do throws(ArchiveError) {
            var reader = try TarReader(path: path, limits: Self.limits)
            while let entry = try reader.next() {
                names.insert(entry.name)
                if let old = kept.removeValue(forKey: entry.name) { budget += old.count }
                // Every lookup needs the index: it has a limit of its own.
                let isIndex = entry.name == "index.json"
                guard isIndex || entry.size <= min(RegistryLimits.keptBlobBytes, budget) else { continue }
                guard entry.size <= RegistryLimits.layoutIndexBytes else { continue }
                kept[entry.name] = try reader.contents(limit: RegistryLimits.layoutIndexBytes)
                budget -= entry.size
            }
        } catch {
            throw RegistryError(error, path: path)
        }
        self.names = names
        self.kept = kept
    }

    func file(_ name: String, limit: Int) throws(RegistryError) -> [UInt8] {
        guard names.contains(name) else {
            throw RegistryError(.notFound, host: path, "\(path): no file \(name) in this image layout")
        }
        if let bytes = kept[name], bytes.count <= limit { return bytes }
        do throws(ArchiveError) {
            var reader = try TarReader(path: path, limits: Self.limits)
            while let entry = try reader.next() {
                if entry.name == name { return try reader.contents(limit: limit) }
            }
        } catch {
            throw RegistryError(error, path: path)
        }
        throw RegistryError(.unreadable, host: path, "\(path): \(name) is gone from the file since it was opened")
    }
}

extension RegistryError {
    init(_ error: ArchiveError, path: String) {
        let message = "\(path) \(RemoteText.clean(error.message))"
        switch error.code {
        case .absent: self.init(.notFound, host: path, "\(path): no such file")
        case .damaged, .hostileName: self.init(.invalidResponse, host: path, message)
        case .unreadable, .tooLarge, .unavailable: self.init(.unreadable, host: path, message)
        }
    }
}
