internal import Artifacts
internal import FoundationEssentials
internal import Transport

extension RegistryError {
    /// An answer whose status is not a success, with what the registry says about it.
    ///
    /// - Parameter repository: what was asked for, where that may be the reason.
    init(_ response: HTTPResponse, host: String, doing: String, repository: RepositoryName? = nil) {
        let said = ErrorDocument.summary(of: response)
        let tail = said.isEmpty ? "" : ": \(said)"
        let status = response.status
        switch status {
        case 404:
            self.init(.notFound, host: host, "\(doing): not found (404)\(tail)\(Self.hint(response, repository))")
        case 401:
            let offer = Self.unknownSchemes(response).map { " by \($0), which is not supported" } ?? ""
            self.init(.unauthorized, host: host, "\(doing): the registry asks for credentials (401)\(offer)\(tail)")
        case 403:
            self.init(.forbidden, host: host, "\(doing): access denied (403)\(tail)")
        case 429:
            let end = response.retryAt.map { "; rate limited until \(HTTPDate.timestamp($0))" } ?? ""
            self.init(.rateLimited, host: host, "\(doing): too many requests (429)\(end)\(tail)")
        case 500...599:
            self.init(.unavailable, host: host, "\(doing): the server fails (\(status))\(tail)")
        default:
            self.init(.unexpectedStatus(status), host: host, "\(doing): unexpected status \(status)\(tail)")
        }
    }

    /// Artifactory in front of Docker Hub: `host/virtual/nginx` is spelt `host/virtual/library/nginx` there.
    private static func hint(_ response: HTTPResponse, _ repository: RepositoryName?) -> String {
        let isArtifactory = response.headers.fields.contains { field in
            field.name.lowercased().hasPrefix("x-jfrog-") || field.name.lowercased().hasPrefix("x-artifactory-")
                || (field.name.lowercased() == "server" && field.value.lowercased().hasPrefix("artifactory"))
        }
        guard isArtifactory, let repository else { return "" }
        let parts = repository.path.split(separator: "/")
        guard parts.count == 2 else { return "" }
        let name = "\(repository.host)/\(parts[0])/library/\(parts[1])"
        return " (Artifactory: if \(parts[0]) stands for Docker Hub, an official image is \(name))"
    }
}

extension RegistryError {
    /// The ways to authenticate that an answer offers, when none of them is ours.
    private static func unknownSchemes(_ response: HTTPResponse) -> String? {
        let schemes = Challenge.parse(response.headers.values(for: "WWW-Authenticate")).map(\.scheme)
        guard !schemes.isEmpty, !schemes.contains("basic"), !schemes.contains("bearer") else { return nil }
        return RemoteText.clean(schemes.joined(separator: ", "), limit: 80)
    }
}

/// The error document of the distribution specification: `{"errors": [{"code", "message", "detail"}]}`.
///
/// Only codes and messages are read; `detail` may be anything. Other JSON is searched for a message at the top, as
/// Docker Hub and AWS write it. A body that is no JSON is shown when it is short plain text, and only named when it is
/// HTML.
enum ErrorDocument {
    private struct Document: Decodable {
        let errors: [Item]?
        /// `message`, `error`, `detail` or `details`, whichever is there and is a text.
        let message: String?

        private enum Keys: String, CodingKey, CaseIterable { case errors, message, error, detail, details }

        init(from decoder: any Decoder) throws {
            let box = try decoder.container(keyedBy: Keys.self)
            errors = try? box.decodeIfPresent([Item].self, forKey: .errors)
            message = Keys.allCases.dropFirst().lazy.compactMap { try? box.decode(String.self, forKey: $0) }.first
        }
    }

    /// A code that is a number, or a message that is an object, does not spoil the rest.
    private struct Item: Decodable {
        let code: String?
        let message: String?

        private enum Keys: String, CodingKey { case code, message }

        init(from decoder: any Decoder) throws {
            let box = try? decoder.container(keyedBy: Keys.self)
            code = try? box?.decode(String.self, forKey: .code)
            message = try? box?.decode(String.self, forKey: .message)
        }
    }

    /// The codes, `NAME_UNKNOWN` for example; not limited to those of the specification.
    static func codes(of response: HTTPResponse) -> Set<String> {
        let document = try? JSONDecoder().decode(Document.self, from: Data(response.body))
        return Set(document?.errors?.compactMap(\.code) ?? [])
    }

    /// Whether the body is an error document, and nothing else.
    static func isOne(_ response: HTTPResponse) -> Bool {
        (try? JSONDecoder().decode(Document.self, from: Data(response.body))) != nil
    }

    /// What the registry says, as the tail of a message; empty when it says nothing.
    static func summary(of response: HTTPResponse) -> String {
        guard !response.body.isEmpty else { return "" }
        if let document = try? JSONDecoder().decode(Document.self, from: Data(response.body)) {
            let items = (document.errors ?? []).prefix(3).map { item in
                [item.code, item.message].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
            }
            let text = items.filter { !$0.isEmpty }.joined(separator: "; ")
            let best = text.isEmpty ? document.message ?? "" : text
            if !best.isEmpty { return RemoteText.clean(best, limit: RegistryLimits.errorCharacters) }
        }
        let text = String(decoding: response.body.prefix(2_000), as: UTF8.self)
        let start = RemoteText.clean(text, limit: 200)
        let type = response.headers["Content-Type"]?.lowercased() ?? ""
        if type.hasPrefix("text/html") || start.hasPrefix("<") { return "an HTML page instead of a registry's answer" }
        return start
    }
}
