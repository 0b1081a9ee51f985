internal import SourceYAML

/// Where the texts of a chart name a key of its values although no default has it.
///
/// A template may read `.Values.a.b`, or `.b` below `with .Values.a`; a values file may have `# b:` as an example. Both
/// mean that the chart knows the key.
struct KeyMentions: Sendable {
    /// Words of the templates: `Values.a.b` and every field chain.
    private var fields: Set<Substring> = []
    private var commented: Set<Substring> = []
    /// Chains whose value a template takes as it is, whatever keys it has.
    private var wholes: Set<Substring> = []
    let hasTemplates: Bool

    init(_ chart: Chart) {
        hasTemplates = !chart.templates.isEmpty
        add(chart, depth: 0)
    }

    private mutating func add(_ chart: Chart, depth: Int) {
        for file in chart.templates { addFields(of: String(decoding: file.bytes, as: UTF8.self)) }
        if let values = chart.bytes(of: "values.yaml") { addComments(of: String(decoding: values, as: UTF8.self)) }
        guard depth < ChartLimits.chartDepth else { return }
        for subchart in chart.subcharts { add(subchart, depth: depth + 1) }
    }

    /// Chains of fields behind a dot: `.Values.a.b`, `$root.Values.a`, `.b`; and the words in quotes (`index .Values "a"`).
    private mutating func addFields(of text: String) {
        var chain = text.startIndex
        var index = text.startIndex
        var isOpen = false
        func isPart(_ byte: UInt8) -> Bool {
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
        }
        let bytes = text.utf8
        while index < bytes.endIndex {
            let byte = bytes[index]
            if isOpen {
                if !isPart(byte) {
                    if bytes.distance(from: chain, to: index) <= 256 { add(text[chain..<index], in: text) }
                    isOpen = false
                }
            } else if byte == UInt8(ascii: ".") {
                isOpen = true
                chain = bytes.index(after: index)
            } else if byte == UInt8(ascii: "\"") {
                let start = bytes.index(after: index)
                if let end = bytes[start...].prefix(64).firstIndex(of: byte) {
                    let word = text[start..<end]
                    if !word.isEmpty, word.utf8.allSatisfy({ isPart($0) || $0 == UInt8(ascii: "-") }) {
                        fields.insert(word)
                    }
                }
            }
            index = bytes.index(after: index)
        }
        if isOpen { fields.insert(text[chain...]) }
    }

    private mutating func add(_ chain: Substring, in text: String) {
        fields.insert(chain)
        // What the chain is given to stands before it, in the same action.
        let bytes = text.utf8
        let start = bytes.index(chain.startIndex, offsetBy: -80, limitedBy: bytes.startIndex) ?? bytes.startIndex
        let near = Array(bytes[start..<chain.startIndex])
        let brace = UInt8(ascii: "{")
        let open = near.indices.dropLast().last { near[$0] == brace && near[$0 + 1] == brace } ?? 0
        if Self.takers.occur(in: Array(near[open...])) { wholes.insert(chain) }
    }

    /// True where a template renders or walks through the map at a path.
    func takesWhole(_ path: ValuePath) -> Bool {
        guard !path.isRoot else { return false }
        let keys = path.keys
        return keys.indices.contains { start in
            let rest = keys[start...].joined(separator: ".")
            guard start == 0 || keys.count - start > 1 || !Self.common.contains(rest) else { return false }
            return wholes.contains((start == 0 ? "Values." + rest : rest)[...])
        }
    }

    private static let takers = ByteWords(["toYaml", "range ", "toJson", "merge", "toToml", "toPrettyJson", "tpl "])

    /// `key:` behind a `#` at the start of a line, and helm-docs' `# -- (type)`-less `# @param a.b`.
    private mutating func addComments(of text: String) {
        for line in text.split(separator: "\n") {
            let bare = line.drop { $0 == " " }
            guard bare.first == "#" else { continue }
            let content = bare.drop { $0 == "#" || $0 == " " || $0 == "-" }
            if content.hasPrefix("@param ") {
                commented.insert(content.dropFirst(7).prefix { $0 != " " })
            } else if let colon = content.firstIndex(of: ":"), !content[..<colon].contains(" ") {
                commented.insert(content[..<colon].trimmingQuotes)
            }
        }
    }

    /// True where a template reads the path, or something below it or above it as a whole.
    func reads(_ path: ValuePath) -> Bool {
        guard !path.isRoot else { return true }
        let keys = path.keys
        for start in keys.indices {
            let rest = keys[start...].joined(separator: ".")
            let isWhole = start == 0
            let chain = isWhole ? "Values." + rest : rest
            // A chain that ends in the last key alone says little: every chart has an `.enabled` somewhere.
            guard isWhole || keys.count - start > 1 || !Self.common.contains(rest) else { continue }
            if fields.contains(chain[...]) { return true }
        }
        return false
    }

    /// True where a template reads the path, or something below it, from the root of the values.
    func readsFromRoot(_ path: ValuePath) -> Bool {
        let chain = "Values." + path.keys.joined(separator: ".")
        return fields.contains(chain[...])
            || fields.contains { $0.hasPrefix(chain) && $0.dropFirst(chain.count).first == "." }
    }

    /// True where the last key stands in a comment as an example, or a template names it.
    func names(_ path: ValuePath) -> Bool {
        reads(path) || commented.contains(path.last[...]) || commented.contains(path.description[...])
    }

    /// Fields that templates of every chart read of something.
    private static let common: Set<String> = [
        "enabled", "name", "image", "tag", "annotations", "labels", "type", "port", "host", "hosts", "path", "create",
        "resources", "value", "key", "size", "namespace", "data", "spec", "config", "replicas", "version", "repository",
    ]
}

extension Substring {
    fileprivate var trimmingQuotes: Substring {
        var text = self
        while let first = text.first, first == "\"" || first == "'" { text = text.dropFirst() }
        while let last = text.last, last == "\"" || last == "'" || last == " " { text = text.dropLast() }
        return text
    }
}
