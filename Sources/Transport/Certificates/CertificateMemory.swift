internal import CCurl
internal import Synchronization

/// The certificates of each server, read when it is first asked.
final class CertificateMemory: Sendable {
    private let folders: CertificateFolders
    private let caFile: String?
    private let known = Mutex([HTTPOrigin: Result<HostCertificates?, TransportError>]())

    init(_ folders: CertificateFolders, caFile: String?) {
        self.folders = folders
        self.caFile = caFile
    }

    /// What a server needs; `nil` when nothing lies in the folders for it.
    ///
    /// - Throws: `certificate`, naming the file that is wrong.
    func certificates(for origin: HTTPOrigin) throws(TransportError) -> HostCertificates? {
        guard origin.scheme == .https, !folders.folders.isEmpty else { return nil }
        return try known.withLock { known in
            if let outcome = known[origin] { return outcome }
            let outcome = read(origin)
            known[origin] = outcome
            return outcome
        }.get()
    }

    private func read(_ origin: HTTPOrigin) -> Result<HostCertificates?, TransportError> {
        do throws(CertificateFolderReader.Problem) {
            for folder in folders.candidates(for: origin) {
                guard var found = try CertificateFolderReader.read(folder) else { continue }
                if !found.authorities.isEmpty { found.authorities = try commonAuthorities() + found.authorities }
                return .success(found)
            }
            return .success(nil)
        } catch {
            return .failure(TransportError(.certificate, "\(origin): \(error.message)"))
        }
    }

    /// libcurl takes one list of authorities: that of the server replaces the common one, and so must repeat it. The
    /// folder of hashed certificates (`CURLOPT_CAPATH`) is looked into besides, whatever the list.
    private func commonAuthorities() throws(CertificateFolderReader.Problem) -> [UInt8] {
        guard let path = caFile ?? Self.systemFile else { return [] }
        switch BoundedFile.read(path, limit: TransportLimits.authoritiesBytes) {
        case .bytes(let bytes): return bytes + [UInt8(ascii: "\n")]
        case .absent:
            guard caFile == nil else { throw CertificateFolderReader.Problem(message: "\(path): no such file") }
            return []
        case .failure(let reason): throw CertificateFolderReader.Problem(message: "\(path) \(reason)")
        }
    }

    /// The list that libcurl was built to trust; `nil` when it was built for a folder alone, or before 7.84.
    private static let systemFile: String? = {
        guard ccurl_load() == nil, let handle = ccurl_easy_init() else { return nil }
        defer { ccurl_easy_cleanup(handle) }
        var path: UnsafeMutableRawPointer?
        guard ccurl_get_pointer(handle, CURLINFO_CAINFO, &path) == CURLE_OK, let path else { return nil }
        return String(cString: path.assumingMemoryBound(to: CChar.self))
    }()
}
