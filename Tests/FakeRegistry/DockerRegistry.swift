/// The real registry of the Debian package `docker-registry`, on loopback with a free port and a temporary store.
///
///     guard DockerRegistry.isInstalled else { … skip … }
///     let registry = try DockerRegistry.start(.open)
///     try registry.push(layout.path, tag: "1.0.0", to: "org/app")
///     registry.host        // 127.0.0.1:41234
///
/// The shell around it ends the registry when the test process does, however it ends.
public final class DockerRegistry: Sendable {
    public struct CannotStart: Error, CustomStringConvertible {
        public let description: String
    }

    /// Whether the programs are there; tests are skipped with ``absence`` otherwise.
    public static var isInstalled: Bool {
        ["docker-registry", "skopeo", "htpasswd"].allSatisfy { Program.find($0) != nil }
    }

    public static let absence = "needs the programs docker-registry, skopeo and htpasswd (apache2-utils)"

    /// `127.0.0.1:PORT`
    public let host: String
    private let access: Access
    private let child: Child
    private let folder: TemporaryFolder

    private init(host: String, access: Access, child: Child, folder: TemporaryFolder) {
        self.host = host
        self.access = access
        self.child = child
        self.folder = folder
    }

    public static func start(_ access: Access) throws -> DockerRegistry {
        let folder = try TemporaryFolder()
        try folder.write(access.configuration(folder.path), to: "config.yml")
        if case .basic(let user, let password) = access.accounts {
            let (code, output) = Program.run(["htpasswd", "-Bbn", user, password])
            guard code == 0 else { throw CannotStart(description: "htpasswd failed: \(output)") }
            try folder.write(output, to: "htpasswd")
        }
        if let authority = access.authority {
            // Under the names that skopeo's --cert-dir knows, beside those that the registry is told.
            let pair = try authority.sign("server")
            try folder.write(TextFile.read(pair.certificate), to: "server.pem")
            try folder.write(TextFile.read(pair.key), to: "server.key")
            try folder.write(TextFile.read(authority.certificate), to: "certs/ca.crt")
        }
        if access.wantsClientCertificate, let pair = try access.authority?.sign("client") {
            try folder.write(TextFile.read(pair.certificate), to: "certs/client.cert")
            try folder.write(TextFile.read(pair.key), to: "certs/client.key")
        }
        let script = "docker-registry serve '\(folder.path)/config.yml' & id=$!; cat; kill $id; wait $id"
        guard let child = Child(["/bin/sh", "-c", script], closesInput: false) else {
            throw CannotStart(description: "cannot start /bin/sh")
        }
        var said: [String] = []
        while let line = child.readLine() {
            said.append(line)
            // With port 0 the log is the only place that tells the real one.
            guard let mark = line.firstRange(of: "listening on 127.0.0.1:") else { continue }
            let port = line[mark.upperBound...].prefix { $0.isNumber }
            let registry = DockerRegistry(host: "127.0.0.1:\(port)", access: access, child: child, folder: folder)
            // The pipe must not fill up.
            _ = startThread { while child.readLine() != nil {} }
            return registry
        }
        throw CannotStart(description: "docker-registry did not start: " + said.suffix(5).joined(separator: "\n"))
    }

    /// Copies one tag of an OCI layout into the registry.
    public func push(_ layout: String, tag: String, to repository: String) throws {
        let arguments = ["skopeo", "copy", "--quiet", "--all", "--preserve-digests"] + skopeoFlags(prefix: "dest-")
        let (code, output) = Program.run(
            arguments + ["oci:\(layout):\(tag)", "docker://\(host)/\(repository):\(tag)"]
        )
        guard code == 0 else { throw CannotStart(description: "skopeo failed: \(output)") }
    }

    /// What `skopeo` says, with the credentials and certificates that this registry wants.
    ///
    /// - Parameter reference: `repository`, `repository:tag` or `repository@digest`.
    public func skopeo(_ arguments: [String], _ reference: String) -> (code: Int32, output: String) {
        Program.run(["skopeo"] + arguments + skopeoFlags(prefix: "") + ["docker://\(host)/\(reference)"])
    }

    /// The folder with the authority's certificate (`ca.crt`), and the client's where one is wanted.
    public var certificates: String { "\(folder.path)/certs" }

    private func skopeoFlags(prefix: String) -> [String] {
        let trust = access.authority == nil ? "--\(prefix)tls-verify=false" : "--\(prefix)cert-dir=\(certificates)"
        return [trust] + (access.credentials.map { ["--\(prefix)creds=\($0)"] } ?? [])
    }

    /// Ends the registry; also happens when the test process ends.
    public func stop() {
        child.closeInput()
        _ = child.wait()
    }
}
