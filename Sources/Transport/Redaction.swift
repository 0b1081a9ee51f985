/// URLs made fit for messages and traces.
///
/// By allow-list: the values of query items that are known to be harmless are shown, every other value may be a
/// signature or a token and is replaced by `…`.
public enum Redaction {
    private static let harmless: Set<String> = [
        "scope", "service", "mount", "from", "digest", "n", "last", "artifacttype", "page", "per_page", "ns",
        "client_id",
    ]

    public static func url(_ text: String) -> String {
        let text = RemoteText.clean(text, limit: 2_000)
        guard let mark = text.firstIndex(of: "?") else { return withoutUserInformation(text) }
        let items = text[text.index(after: mark)...].split(separator: "&", omittingEmptySubsequences: false).map {
            item in
            guard let equals = item.firstIndex(of: "=") else {
                return harmless.contains(item.lowercased()) ? String(item) : "…"
            }
            let name = item[..<equals].lowercased()
            return harmless.contains(name) ? String(item) : "\(item[..<equals])=…"
        }
        return withoutUserInformation(String(text[..<mark])) + "?" + items.joined(separator: "&")
    }

    private static func withoutUserInformation(_ text: String) -> String {
        guard let start = text.firstRange(of: "://")?.upperBound else { return text }
        let authority = text[start...].prefix { $0 != "/" }
        guard let at = authority.lastIndex(of: "@") else { return text }
        return String(text[..<start]) + String(text[text.index(after: at)...])
    }
}
