/// One line of what changed in a version, by the annotation `artifacthub.io/changes`.
public struct ChartChange: Hashable, Sendable {
    public struct Link: Hashable, Sendable {
        public let name: String
        public let url: String
    }

    /// `added`, `changed`, `deprecated`, `removed`, `fixed` or `security`, as written; nil where it is a text alone.
    public let kind: String?
    public let summary: String
    public let links: [Link]
}

extension ChartMetadata {
    /// The annotation `artifacthub.io/changes`, a YAML text that is a list of texts or of `{kind, description, links}`.
    ///
    /// - Throws: Where the annotation is there and is no such list. Source: Artifact Hub, "Helm annotations".
    public func changes() throws(ChartFileError) -> [ChartChange] {
        let name = "artifacthub.io/changes"
        guard let text = annotations[name] else { return [] }
        let value = try ChartFileError.value(of: Array(text.utf8), in: "the annotation \(name)")
        if case .null = value { return [] }
        guard case .list(let items) = value else {
            throw ChartFileError("the annotation \(name)", "is no list")
        }
        return items.compactMap { item in
            if let text = item.text { return ChartChange(kind: nil, summary: text, links: []) }
            // A text with a colon that nobody quoted is a map of one: it is still a line.
            if case .map(let members) = item, members.count == 1, item["description"] == nil, item["kind"] == nil,
                let only = members.first, let rest = only.value.text
            {
                return ChartChange(kind: nil, summary: "\(only.key): \(rest)", links: [])
            }
            guard let summary = item["description"]?.text else { return nil }
            let links = (item["links"]?.items ?? []).compactMap { link in
                link["url"]?.text.map { ChartChange.Link(name: link["name"]?.text ?? "", url: $0) }
            }
            return ChartChange(kind: item["kind"]?.text, summary: summary, links: links)
        }
    }
}
