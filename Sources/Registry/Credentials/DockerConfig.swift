internal import FoundationEssentials
internal import Transport

/// The credential file of Docker, which Podman and Helm share: `{"auths": {"host": {"auth":
/// base64("user:password")}}, "credHelpers": {"host": "name"}, "credsStore": "name"}`.
enum DockerConfig {
    private struct File: Decodable {
        struct Entry: Decodable {
            let auth: String?
            let username: String?
            let password: String?
            let identitytoken: String?
            let registrytoken: String?
        }

        let auths: [String: Entry?]?
        let credHelpers: [String: String]?
        let credsStore: String?
    }

    /// The entries of a file, and what is to be said about it.
    static func read(_ bytes: [UInt8], desk: HelperDesk) -> (CredentialSource?, [String]) {
        guard let file = try? JSONDecoder().decode(File.self, from: Data(bytes)) else {
            return (nil, ["not a credential file: expected a JSON object with “auths”"])
        }
        var source = CredentialSource(desk: desk)
        var notes: [String] = []
        for (key, entry) in (file.auths ?? [:]).sorted(by: { $0.key < $1.key }) {
            let normalized = CredentialStore.normalize(key)
            source.spellings[normalized] = key
            guard let entry else { continue }
            let (credential, note) = credential(entry)
            if let note { notes.append("the entry for \(RemoteText.clean(key)) \(note)") }
            if let credential { source.entries[normalized] = credential }
        }
        for (key, name) in (file.credHelpers ?? [:]).sorted(by: { $0.key < $1.key }) where !name.isEmpty {
            let normalized = CredentialStore.normalize(key)
            source.helpers[normalized] = HelperDesk.Question(
                helper: CredentialHelper(name: name), server: CredentialSource.server(normalized, spelling: key))
        }
        if let name = file.credsStore, !name.isEmpty { source.store = CredentialHelper(name: name) }
        return (source, notes)
    }

    /// Tokens come first, then `auth`, then the separate members; an entry without any is normal beside a helper.
    private static func credential(_ entry: File.Entry) -> (Credential?, String?) {
        if let token = entry.registrytoken, !token.isEmpty { return (.registryToken(Secret(token)), nil) }
        if let token = entry.identitytoken, !token.isEmpty { return (.identityToken(Secret(token)), nil) }
        if let auth = entry.auth, !auth.isEmpty {
            guard let pair = userAndPassword(auth) else {
                return (nil, "has an “auth” that is not base64 of user:password")
            }
            return (pair, nil)
        }
        if let user = entry.username, !user.isEmpty, let password = entry.password {
            return (.password(user: user, Secret(password)), nil)
        }
        return (nil, nil)
    }

    /// Cut at the first colon: a password may hold more; some tools pad with NUL.
    private static func userAndPassword(_ auth: String) -> Credential? {
        guard let data = Data(base64Encoded: auth, options: .ignoreUnknownCharacters),
            let colon = data.firstIndex(of: UInt8(ascii: ":")), colon > data.startIndex
        else { return nil }
        var password = data[data.index(after: colon)...]
        while password.last == 0 { password.removeLast() }
        let user = String(decoding: data[..<colon], as: UTF8.self)
        return .password(user: user, Secret(String(decoding: password, as: UTF8.self)))
    }
}
