import Charts
import Testing

@Suite("Provenance files")
struct ChartProvenanceTests {
    private static let digest = "sha256:" + String(repeating: "b", count: 64)

    private static func text(_ body: String, end: String = "\n") -> [UInt8] {
        let text = """
            -----BEGIN PGP SIGNED MESSAGE-----
            Hash: SHA512

            \(body)
            -----BEGIN PGP SIGNATURE-----

            iQ==
            -----END PGP SIGNATURE-----
            """
        return Array(text.replacing("\n", with: end).utf8)
    }

    private static let body = """
        apiVersion: v2
        description: |
          - -----dashes-----
        name: app
        version: 1.2.3

        ...
        files:
          app-1.2.3.tgz: \(digest)
        """

    @Test(arguments: ["\n", "\r\n"])
    func reads(end: String) throws {
        let provenance = try ChartProvenance(Self.text(Self.body, end: end))
        #expect(provenance.metadata?.name == "app" && provenance.metadata?.version == "1.2.3")
        #expect(provenance.statement(of: "app-1.2.3.tgz", digest: Self.digest) == .matches)
        #expect(provenance.statement(of: "app-1.2.3.tgz", digest: "sha256:00") == .differs(named: Self.digest))
        #expect(provenance.statement(of: "app-1.2.4.tgz", digest: Self.digest) == .isNotNamed)
    }

    @Test(
        "what is none",
        arguments: [
            (Array(body.utf8), "clear-signed"), ([], "clear-signed"), (text("name: app"), "lacks the line"),
            (text("name: app\n...\nx: 1"), "names no files"), (text("a\n...\nfiles: ["), "not YAML"),
            ([UInt8](repeating: 0x20, count: ChartLimits.provenanceBytes + 1), "1048576"),
        ])
    func unreadable(bytes: [UInt8], words: String) {
        let error = #expect(throws: ChartFileError.self) { try ChartProvenance(bytes) }
        #expect(error?.message.contains(words) == true, "\(String(describing: error))")
    }
}
