internal import SourceYAML
internal import Versioning

/// What a chart's publisher says of one version.
public struct ReleaseNote: Hashable, Sendable {
    /// The version of the chart that it is about.
    public let version: String
    /// `added`, `changed`, `deprecated`, `removed`, `fixed` or `security`; nil where the publisher does not say.
    public let kind: String?
    public let text: String
    /// The file in the chart.
    public let source: String

    /// True where the publisher says that something breaks or is gone.
    public var isBreaking: Bool {
        if kind == "removed" { return true }
        let lower = text.lowercased()
        return ["breaking", "backwards incompatible", "backward incompatible", "not backwards compatible"].contains {
            lower.contains($0)
        } && !["no breaking", "non-breaking", "not breaking", "not a breaking"].contains { lower.contains($0) }
    }
}

/// Release notes in a chart: the annotation `artifacthub.io/changes`, else the sections of its changelog.
public enum ReleaseNotes {
    /// Notes of one version, and of a changelog sections.
    static let limit = 100
    private static let textLimit = 400

    /// What the annotation of a version's chart says of that version.
    ///
    /// Source: Artifact Hub, "Helm chart annotations": a list of texts, or of objects with kind and description.
    public static func annotated(in metadata: ChartMetadata) -> [ReleaseNote] {
        guard let text = metadata.annotations["artifacthub.io/changes"],
            let stream = try? YAMLStream(Array(text.utf8)), let root = stream.documents.first?.root,
            let value = try? ChartValue(root)
        else { return [] }
        return value.items.prefix(limit).compactMap { item in
            let words = item.text ?? item["description"]?.text
            guard let words, !words.isEmpty else { return nil }
            return ReleaseNote(
                version: metadata.version, kind: item["kind"]?.text?.lowercased(), text: flat(words),
                source: "Chart.yaml")
        }
    }

    /// The sections of a changelog that are about versions after one and up to another.
    ///
    /// A section begins with a heading that names a version; a date, a link and `v` may stand around it.
    public static func sections(of changelog: ChartFile, after old: String, upTo new: String) -> [ReleaseNote] {
        guard let old = try? Version(old), let new = try? Version(new) else { return [] }
        var notes: [ReleaseNote] = []
        var current: Version?
        var kind: String?
        for line in String(decoding: changelog.bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let text = line.drop { $0 == " " || $0 == "\t" }
            if text.hasPrefix("#") {
                let heading = text.drop { $0 == "#" || $0 == " " }
                if let version = version(in: heading) {
                    current = version
                    kind = nil
                } else if let word = heading.split(separator: " ").first?.lowercased(), kinds.contains(word) {
                    kind = word
                } else {
                    kind = heading.lowercased().contains("breaking") ? "removed" : nil
                }
                continue
            }
            guard let current, current > old, !(current > new) else { continue }
            let isItem = ["- ", "* ", "+ "].contains { text.hasPrefix($0) }
            guard isItem, notes.count < limit else { continue }
            notes.append(
                ReleaseNote(
                    version: current.text, kind: kind, text: flat(String(text.dropFirst(2))), source: changelog.path))
        }
        return notes
    }

    private static let kinds: Set<String> = ["added", "changed", "deprecated", "removed", "fixed", "security"]

    /// The first word of a heading that reads as a version of three parts.
    private static func version(in heading: Substring) -> Version? {
        for word in heading.split(whereSeparator: { " [](),:|`*".contains($0) }) {
            var bare = word[...]
            // `mychart-1.2.3`, as releases on a forge are tagged.
            if let dash = bare.firstIndex(of: "-"), !(bare.first?.isNumber ?? false),
                let last = bare.lastIndex(of: "-"),
                bare[bare.index(after: dash)...].first.map({ $0.isNumber || $0 == "v" }) == true
            {
                bare = bare[bare.index(after: dash == last ? last : dash)...]
            }
            if let version = try? Version(threePart: String(bare)) { return version }
        }
        return nil
    }

    private static func flat(_ text: String) -> String {
        let line = text.split(whereSeparator: { $0.isNewline || $0 == " " || $0 == "\t" }).joined(separator: " ")
        return line.count <= textLimit ? line : line.prefix(textLimit - 1) + "…"
    }
}
