/// A URL of the tree as a message may show it: user information and query often are secrets.
enum RedactedURL {
    static func text(_ url: String) -> String {
        var text = url[...]
        var tail = ""
        if let query = text.firstIndex(where: { $0 == "?" || $0 == "#" }) {
            tail = "\(text[query])‹redacted›"
            text = text[..<query]
        }
        guard let start = text.firstRange(of: "//")?.upperBound else { return text + tail }
        let authority = text[start...].prefix { $0 != "/" }
        guard let at = authority.lastIndex(of: "@") else { return text + tail }
        return text[..<start] + "‹redacted›" + text[at...] + tail
    }
}
