/// One file's credentials, or those that the caller gave.
///
/// Within a file a helper of the very host beats the file's key ring, which beats entries:
/// `credHelpers` > `credsStore` > `auths`.
struct CredentialSource: Sendable {
    enum Outcome: Sendable {
        case found(Credential, CredentialIdentity)
        /// The file names a helper for the host, which has nothing or failed: nobody else is asked.
        case anonymous
        /// The file knows nothing of the host.
        case nothing
    }

    /// Credentials by normalized key.
    var entries: [String: Credential] = [:]
    /// Helpers by normalized key, with the key as it is written in the file.
    var helpers: [String: HelperDesk.Question] = [:]
    /// The helper for all hosts.
    var store: CredentialHelper?
    /// Keys of `auths` as they are written in the file, by normalized key: what the key ring knows the hosts by.
    var spellings: [String: String] = [:]
    var desk: HelperDesk?

    /// - Parameter keys: The repository's keys, most specific first.
    func find(_ keys: [String]) async -> Outcome {
        if let question = keys.lazy.compactMap({ helpers[$0] }).first {
            switch await ask(question) {
            case .nothing: return .anonymous
            case let outcome: return outcome
            }
        }
        if let store {
            for question in questions(store, keys) {
                let outcome = await ask(question)
                if case .nothing = outcome { continue }
                return outcome
            }
        }
        if let entry = keys.lazy.compactMap({ entries[$0] }).first { return .found(entry, CredentialIdentity(entry)) }
        return .nothing
    }

    /// The key ring is asked for what `auths` lists of the repository, which is how it was filled, and for the host.
    private func questions(_ store: CredentialHelper, _ keys: [String]) -> [HelperDesk.Question] {
        var servers: [String] = []
        for key in keys {
            let server = key == keys.last ? Self.server(key, spelling: spellings[key] ?? key) : spellings[key]
            if let server, !servers.contains(server) { servers.append(server) }
        }
        return servers.map { HelperDesk.Question(helper: store, server: $0) }
    }

    /// What a helper is given: the key as the file spells it, but Docker Hub has one name in all key rings.
    static func server(_ key: String, spelling: String) -> String {
        key == RegistryHost.hub ? "https://index.docker.io/v1/" : spelling
    }

    private func ask(_ question: HelperDesk.Question) async -> Outcome {
        switch await desk?.answer(question) {
        case .found(let credential, let user):
            return .found(
                credential, CredentialIdentity(helper: question.helper.name, server: question.server, user: user))
        case .failed, .missing: return .anonymous
        case .none?, nil: return .nothing
        }
    }
}
