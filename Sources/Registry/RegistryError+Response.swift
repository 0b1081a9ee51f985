internal import FoundationEssentials
internal import Transport

extension RegistryError {
    /// An answer whose status is not a success, with what the registry says about it.
    init(_ response: HTTPResponse, host: String, doing: String) {
        let said = ErrorDocument.summary(of: response)
        let tail = said.isEmpty ? "" : ": \(said)"
        let status = response.status
        switch status {
        case 404:
            self.init(.notFound, host: host, "\(doing): not found (404)\(tail)")
        case 401:
            self.init(.unauthorized, host: host, "\(doing): the registry asks for credentials (401)\(tail)")
        case 403:
            self.init(.forbidden, host: host, "\(doing): access denied (403)\(tail)")
        case 429:
            let wait = response.headers["Retry-After"].map { "; retry after \(RemoteText.clean($0, limit: 40))" } ?? ""
            self.init(.rateLimited, host: host, "\(doing): too many requests (429)\(wait)\(tail)")
        case 500...599:
            self.init(.unavailable, host: host, "\(doing): the server fails (\(status))\(tail)")
        default:
            self.init(.unexpectedStatus(status), host: host, "\(doing): unexpected status \(status)\(tail)")
        }
    }
}

/// The error document of the distribution specification: `{"errors": [{"code", "message", "detail"}]}`.
///
/// Only codes and messages are read; `detail` may be anything. A body that is no such document is shown when it is
/// short plain text, and only named when it is HTML.
enum ErrorDocument {
    private struct Document: Decodable {
        struct Item: Decodable {
            let code: String?
            let message: String?
        }

        let errors: [Item]
    }

    /// Whether the body is an error document, and nothing else.
    static func isOne(_ response: HTTPResponse) -> Bool {
        (try? JSONDecoder().decode(Document.self, from: Data(response.body))) != nil
    }

    static func summary(of response: HTTPResponse) -> String {
        guard !response.body.isEmpty else { return "" }
        if let document = try? JSONDecoder().decode(Document.self, from: Data(response.body)) {
            let items = document.errors.prefix(3).map { item in
                [item.code, item.message].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
            }
            return RemoteText.clean(items.joined(separator: "; "), limit: RegistryLimits.errorCharacters)
        }
        let text = String(decoding: response.body.prefix(2_000), as: UTF8.self)
        let start = RemoteText.clean(text, limit: 200)
        let type = response.headers["Content-Type"]?.lowercased() ?? ""
        if type.hasPrefix("text/html") || start.hasPrefix("<") { return "an HTML page instead of a registry's answer" }
        return start
    }
}
