/// A TLS server on loopback with a self-signed certificate for 127.0.0.1 and localhost, by the `openssl` program.
///
/// Serves whole answers from memory, `files["ok"]` at `/ok`, one connection at a time.
public final class TLSServer: Sendable {
    public static var isInstalled: Bool { Program.find("openssl") != nil }

    public static let absence = "needs the program openssl"

    public struct CannotStart: Error, CustomStringConvertible {
        public let description: String
    }

    /// `127.0.0.1:PORT`
    public let host: String
    private let folder: TemporaryFolder
    private let child: Child

    /// The certificate in PEM form.
    public var certificate: String { "\(folder.path)/certificate.pem" }

    /// - Parameter files: whole HTTP answers, lines of the head ending in CR LF.
    public init(files: [String: String]) throws {
        folder = try TemporaryFolder()
        for (name, text) in files { try folder.write(text, to: name) }
        let (code, output) = Program.run([
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
            "2",
            "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost",
            "-keyout", "\(folder.path)/key.pem", "-out", "\(folder.path)/certificate.pem",
        ])
        guard code == 0 else { throw CannotStart(description: "openssl req failed: \(output)") }
        // The shell stays so that the server ends with this process: `cat` returns when its input is closed.
        let script = """
            cd '\(folder.path)' || exit 1
            openssl s_server -accept 127.0.0.1:0 -HTTP -cert certificate.pem -key key.pem & \
            id=$!; cat >/dev/null; kill $id; wait $id
            """
        guard let child = Child(["/bin/sh", "-c", script], closesInput: false) else {
            throw CannotStart(description: "cannot start /bin/sh")
        }
        var port: Substring?
        while port == nil, let line = child.readLine() {
            if let mark = line.firstRange(of: "ACCEPT 127.0.0.1:") { port = line[mark.upperBound...] }
        }
        guard let port else { throw CannotStart(description: "openssl s_server did not start") }
        host = "127.0.0.1:\(port)"
        self.child = child
        _ = startThread { while child.readLine() != nil {} }
    }

    deinit {
        stop()
    }

    public func stop() {
        child.closeInput()
    }
}
