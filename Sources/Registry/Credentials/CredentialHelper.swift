internal import FoundationEssentials
internal import Processes
internal import Transport

/// A program `docker-credential-NAME`, which keeps credentials in a key ring.
///
/// It is run with the argument `get`, is given a server's key on its standard input without a line end, and answers
/// `{"ServerURL": …, "Username": …, "Secret": …}`; the user `<token>` says that the secret is an identity token.
/// Source: https://github.com/docker/docker-credential-helpers
struct CredentialHelper: Hashable, Sendable {
    enum Answer: Sendable {
        case found(Credential, user: String)
        /// It has nothing for the server; that is not worth a word.
        case none
        /// There is no such program.
        case missing
        /// What went wrong, as the end of a sentence, without anything that the helper wrote.
        case failed(String)
    }

    /// Of a server whose credentials it does not have, every helper says this on standard output.
    private static let absent = "credentials not found in native keychain"

    private static let tokenUser = "<token>"

    /// Without `docker-credential-`.
    let name: String

    /// The end of the file name of a program in `PATH`, and never a path.
    private var isNameLegal: Bool {
        !name.isEmpty
            && !name.utf8.contains { $0 < 0x21 || $0 == 0x7F || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
    }

    /// The program, for messages.
    var program: String { "docker-credential-\(RemoteText.clean(name, limit: 40))" }

    func get(_ server: String, environment: [String: String], time: Duration) async -> Answer {
        guard isNameLegal else { return .failed("has a name that is no plain file name") }
        let process = BoundedProcess(
            "docker-credential-\(name)", ["get"], environment: environment, input: Array(server.utf8), time: time,
            outputBytes: RegistryLimits.helperReplyBytes)
        do throws(ProcessError) {
            return Self.read(try await process.run().output)
        } catch {
            switch error.code {
            case .failed where Self.saysAbsent(error.output): return .none
            case .failed(let end): return .failed("failed (\(end))")
            case .notFound: return .missing
            case .timedOut: return .failed("did not answer within \(time)")
            case .tooMuchOutput: return .failed("answered more than \(RegistryLimits.helperReplyBytes) bytes")
            case .cancelled, .unusable: return .failed("could not be run")
            }
        }
    }

    private static func saysAbsent(_ output: [UInt8]) -> Bool {
        String(decoding: output, as: UTF8.self).trimmingSpacesAndLines() == absent
    }

    private struct Reply: Decodable {
        let user: String
        let secret: String

        enum CodingKeys: String, CodingKey {
            case user = "Username"
            case secret = "Secret"
        }
    }

    private static func read(_ output: [UInt8]) -> Answer {
        guard let reply = try? JSONDecoder().decode(Reply.self, from: Data(output)) else {
            return .failed("did not answer with a JSON object of “Username” and “Secret”")
        }
        guard !reply.secret.isEmpty else { return .failed("answered without a secret") }
        if reply.user == tokenUser { return .found(.identityToken(Secret(reply.secret)), user: tokenUser) }
        return .found(.password(user: reply.user, Secret(reply.secret)), user: reply.user)
    }
}

extension String {
    fileprivate func trimmingSpacesAndLines() -> Substring {
        var rest = self[...]
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return rest
    }
}
