internal import Glibc

/// Reads the folder of one server (``CertificateFolders``). Every error names the file.
enum CertificateFolderReader {
    struct Problem: Error {
        let message: String
    }

    /// What the folder holds; `nil` when there is no such folder.
    static func read(_ folder: String) throws(Problem) -> HostCertificates? {
        guard let names = try names(in: folder) else { return nil }
        var authorities: [UInt8] = []
        for name in names where name.hasSuffix(".crt") {
            guard let bytes = try pem("\(folder)/\(name)", marks: ["CERTIFICATE-----"]) else { continue }
            authorities += bytes + [UInt8(ascii: "\n")]
        }
        return HostCertificates(folder: folder, authorities: authorities, client: try client(names, in: folder))
    }

    /// The pair with the first name: libcurl offers a server one certificate.
    private static func client(_ names: [String], in folder: String) throws(Problem) -> HostCertificates.Client? {
        let chains = names.filter { $0.hasSuffix(".cert") }.map { String($0.dropLast(".cert".count)) }
        let keys = names.filter { $0.hasSuffix(".key") }.map { String($0.dropLast(".key".count)) }
        if let alone = chains.first(where: { !keys.contains($0) }) {
            throw Problem(message: "\(folder)/\(alone).cert: expected its key beside it, \(alone).key")
        }
        if let alone = keys.first(where: { !chains.contains($0) }) {
            throw Problem(
                message:
                    "\(folder)/\(alone).key: expected its certificate beside it, \(alone).cert (authorities are *.crt)"
            )
        }
        guard let stem = chains.first, let chain = try pem("\(folder)/\(stem).cert", marks: ["CERTIFICATE-----"]),
            let key = try pem("\(folder)/\(stem).key", marks: ["PRIVATE KEY-----"])
        else { return nil }
        let text = String(decoding: key, as: UTF8.self)
        // OpenSSL would ask for the passphrase on the terminal.
        guard !text.contains("ENCRYPTED") else {
            throw Problem(message: "\(folder)/\(stem).key: is encrypted, expected a key without a passphrase")
        }
        return HostCertificates.Client(chain: chain, key: Secret(text))
    }

    /// A PEM file; `nil` when it is gone.
    private static func pem(_ path: String, marks: [String]) throws(Problem) -> [UInt8]? {
        switch BoundedFile.read(path, limit: TransportLimits.certificateFileBytes) {
        case .absent: return nil
        case .failure(let reason): throw Problem(message: "\(path) \(reason)")
        case .bytes(let bytes):
            let text = String(decoding: bytes, as: UTF8.self)
            guard marks.contains(where: { text.contains($0) }) else {
                throw Problem(message: "\(path): expected PEM with “-----BEGIN … \(marks[0])”")
            }
            return bytes
        }
    }

    private static func names(in folder: String) throws(Problem) -> [String]? {
        guard let listing = opendir(folder) else {
            switch errno {
            case ENOENT, ENOTDIR: return nil
            default: throw Problem(message: "\(folder) cannot be opened (\(String(cString: strerror(errno))))")
            }
        }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
            }
            guard [".crt", ".cert", ".key"].contains(where: { name.hasSuffix($0) }) else { continue }
            names.append(name)
            guard names.count <= TransportLimits.certificateFiles else {
                throw Problem(
                    message: "\(folder) holds more than \(TransportLimits.certificateFiles) certificate files")
            }
        }
        return names.sorted()
    }
}
