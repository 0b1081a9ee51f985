import ArgumentParser
import Registry
import Transport

/// Credentials that the user names, before those that the machine has.
struct CredentialOptions: ParsableArguments {
    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp(
            "Credentials for a registry or chart repository. Repeatable. Every user of the machine sees the arguments of "
                + "a program: ASTERN_CREDENTIALS in the environment, values between commas, is for secrets.",
            valueName: "host[/path]=user:password"))
    var credentials: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp("A credential file like Docker's or Podman's, read before all others.", valueName: "file"))
    var authFile: String?

    func store() throws -> CredentialStore {
        var environment = Environment.all
        if let file = authFile ?? Environment.flag("auth-file") {
            guard FilePaths.exists(file), !FilePaths.isDirectory(file) else {
                throw Failure("--auth-file \(file): no such file")
            }
            environment["REGISTRY_AUTH_FILE"] = file
        }
        let others = CredentialStore.standard(
            environment: environment, notice: { Output.note("warning: \($0)") })
        let given = try Dictionary(
            (credentials.isEmpty ? Environment.list("credentials") : credentials).map(Self.entry)
        ) { $1 }
        return given.isEmpty ? others : CredentialStore(given).followed(by: others)
    }

    /// `host[/path]=user:password`; the password may hold anything. What is wrong with a text is said without it.
    private static func entry(_ text: String) throws -> (String, Credential) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let pair =
            parts.count == 2 ? parts[1].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false) : []
        guard pair.count == 2, !parts[0].isEmpty, !pair[0].isEmpty else {
            throw ValidationError("--credentials: expected HOST[/PATH]=USER:PASSWORD")
        }
        return (String(parts[0]), .password(user: String(pair[0]), Secret(String(pair[1]))))
    }
}
