/// A provenance file (`NAME-VERSION.tgz.prov`): what its author says of an archive, clear-signed.
///
/// The signature is **not** verified: that needs a keyring, and belongs to `helm verify`. What is read tells whether the
/// archive is the one that the author named, if the author is who they seem. Source: Helm, "Helm Provenance and
/// Integrity"; RFC 9580 section 7, clear-signed texts.
public struct ChartProvenance: Hashable, Sendable {
    /// The `Chart.yaml` of the archive; nil where it cannot be read.
    public let metadata: ChartMetadata?
    /// File name ⇒ digest, `sha256:…`.
    public let files: [String: String]

    /// What it says of an archive.
    public enum Statement: Hashable, Sendable {
        case matches
        /// The file is named with another digest.
        case differs(named: String)
        case isNotNamed
    }

    public init(_ bytes: [UInt8], file: String = ".prov") throws(ChartFileError) {
        guard bytes.count <= ChartLimits.provenanceBytes else {
            throw ChartFileError(file, "has \(bytes.count) bytes; at most \(ChartLimits.provenanceBytes) are read")
        }
        guard let body = Self.body(of: bytes) else { throw ChartFileError(file, "is no clear-signed text") }
        let parts = body.split(separator: "...", omittingEmptySubsequences: false)
        guard let head = parts.first, parts.count > 1 else {
            throw ChartFileError(file, "lacks the line “...” between the metadata and the digests")
        }
        metadata = try? ChartMetadata(Array(head.joined(separator: "\n").utf8))
        let value = try ChartFileError.value(of: Array(parts[1].joined(separator: "\n").utf8), in: file)
        guard case .map(let members)? = value["files"] else { throw ChartFileError(file, "names no files") }
        files = members.compactMapValues(\.text)
    }

    /// - Parameters:
    ///   - name: The base name of the archive, by which the file has it.
    ///   - digest: `sha256:…` of the archive.
    public func statement(of name: String, digest: String) -> Statement {
        guard let named = files[name] else { return .isNotNamed }
        return named.lowercased() == digest ? .matches : .differs(named: named)
    }

    /// The lines that are signed.
    private static func body(of bytes: [UInt8]) -> [String]? {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
        }
        guard let start = lines.firstIndex(of: "-----BEGIN PGP SIGNED MESSAGE-----"),
            let blank = lines[start...].firstIndex(of: ""),
            let end = lines[blank...].firstIndex(of: "-----BEGIN PGP SIGNATURE-----")
        else { return nil }
        return lines[(blank + 1)..<end].map { $0.hasPrefix("- ") ? String($0.dropFirst(2)) : $0 }
    }
}
