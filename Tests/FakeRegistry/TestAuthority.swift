/// A certificate authority of its own, by the `openssl` program, and what it signs.
///
///     let authority = try TestAuthority()
///     authority.certificate                       // the authority's own, PEM
///     let pair = try authority.sign("client")     // a certificate and its key
public final class TestAuthority: Sendable {
    public static var isInstalled: Bool { Program.find("openssl") != nil }

    public static let absence = "needs the program openssl"

    public struct CannotSign: Error, CustomStringConvertible {
        public let description: String
    }

    /// Paths of PEM files.
    public struct Pair: Sendable {
        public let certificate: String
        public let key: String
    }

    private let folder: TemporaryFolder

    public var certificate: String { "\(folder.path)/ca.crt" }

    public init() throws {
        folder = try TemporaryFolder()
        try Self.openssl(
            Self.newKey(folder.path, "ca") + [
                "-x509", "-days", "2", "-subj", "/CN=astern test authority",
                "-addext", "keyUsage=keyCertSign,cRLSign", "-out", certificate,
            ])
    }

    /// Signs a certificate for 127.0.0.1 and localhost, fit for servers and clients.
    public func sign(_ name: String) throws -> Pair {
        let path = folder.path
        try Self.openssl(
            Self.newKey(path, name) + ["-subj", "/CN=\(name)", "-out", "\(path)/\(name).csr"])
        try folder.write(
            """
            subjectAltName=IP:127.0.0.1,DNS:localhost
            basicConstraints=CA:FALSE
            extendedKeyUsage=serverAuth,clientAuth

            """, to: "\(name).ext")
        try Self.openssl([
            "x509", "-req", "-days", "2", "-in", "\(path)/\(name).csr", "-CA", certificate, "-CAkey", "\(path)/ca.key",
            "-CAcreateserial", "-extfile", "\(path)/\(name).ext", "-out", "\(path)/\(name).pem",
        ])
        return Pair(certificate: "\(path)/\(name).pem", key: "\(path)/\(name).key")
    }

    private static func newKey(_ folder: String, _ name: String) -> [String] {
        [
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-keyout", "\(folder)/\(name).key",
        ]
    }

    private static func openssl(_ arguments: [String]) throws {
        let (code, output) = Program.run(["openssl"] + arguments)
        guard code == 0 else { throw CannotSign(description: "openssl \(arguments[0]) failed: \(output)") }
    }
}
