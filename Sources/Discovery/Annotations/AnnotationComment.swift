/// What a comment says of the version on its line or on the next one.
///
/// Two forms: `# renovate: datasource=docker depName=org/app`, which trees have already, and
/// `# astern: artifact=docker.io/org/app`, which names an artifact by its identity.
/// Source: Renovate, the comments that its presets of regular expressions read.
struct AnnotationComment: Equatable {
    enum Form: String, CaseIterable {
        case renovate, astern
    }

    let form: Form
    /// In the order of the comment; of a name that comes twice the first counts.
    private let attributes: [String: String]

    /// What a document with an annotation holds.
    static let words = Form.allCases.map { "# \($0.rawValue):" }

    subscript(name: String) -> String? { attributes[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// Reads the text behind a `#`. Nil for any other comment.
    init?(_ text: Substring) {
        let text = text.drop { $0 == " " }
        guard let form = Form.allCases.first(where: { text.hasPrefix("\($0.rawValue):") }) else { return nil }
        self.form = form
        var attributes: [String: String] = [:]
        var rest = text.dropFirst(form.rawValue.count + 1)
        while true {
            rest = rest.drop { $0 == " " || $0 == "\t" }
            guard !rest.isEmpty else { break }
            let name = rest.prefix { $0 != "=" && $0 != " " }
            rest = rest.dropFirst(name.count)
            guard rest.first == "=" else { continue }
            rest = rest.dropFirst()
            let value: Substring
            if let quote = rest.first, quote == "\"" || quote == "'" {
                value = rest.dropFirst().prefix { $0 != quote }
                rest = rest.dropFirst(value.count + 2)
            } else {
                value = rest.prefix { $0 != " " && $0 != "\t" && $0 != "\r" }
                rest = rest.dropFirst(value.count)
            }
            if attributes[String(name)] == nil { attributes[String(name)] = String(value) }
        }
        guard !attributes.isEmpty else { return nil }
        self.attributes = attributes
    }
}
