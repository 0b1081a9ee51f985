import SourceYAML

/// Reads the values of one file strictly: what does not fit is a problem with its line, and the rest is read all the same.
struct SectionReader {
    let file: String
    let level: Origin.Level
    private(set) var problems: [ConfigurationProblem] = []

    init(file: String, level: Origin.Level) {
        self.file = file
        self.level = level
    }

    mutating func fail(_ node: YAMLNode?, _ message: String) {
        add(ConfigurationProblem(file: file, line: node?.position.line, message: message))
    }

    mutating func add(_ problem: ConfigurationProblem) { problems.append(problem) }

    func origin(_ node: YAMLNode) -> Origin { Origin(level: level, file: file, line: node.position.line) }

    /// The values of a mapping by their keys; a key that is unknown or stands there twice is a problem.
    ///
    /// - Parameter place: What the mapping is, for messages: `annotations`, or nil for the file itself.
    mutating func members(of node: YAMLNode, keys: [String], in place: String?) -> [String: YAMLNode] {
        guard node.kind == .mapping else {
            fail(node, "\(place.map { "`\($0)`" } ?? "the file") should be a mapping of \(Self.list(keys))")
            return [:]
        }
        var members: [String: YAMLNode] = [:]
        for (key, value) in node.pairs {
            guard let name = key.text, keys.contains(name) else {
                failUnknown(key, keys: keys, in: place)
                continue
            }
            if members[name] != nil { fail(key, "`\(name)` stands here a second time") }
            // A key without a value is as good as none.
            if !value.isNull { members[name] = value }
        }
        return members
    }

    private mutating func failUnknown(_ key: YAMLNode, keys: [String], in place: String?) {
        let name = Self.shown(key.text ?? "a key that is no text")
        let known = "known: \(keys.joined(separator: ", "))"
        let hint = NearMiss.of(name, among: keys).map { "did you mean `\($0)`? " } ?? ""
        fail(key, "unknown key `\(name)`\(place.map { " in `\($0)`" } ?? ""); \(hint)\(known)")
    }

    /// A scalar's text; nil with a problem for anything else, and for what is empty or too long.
    mutating func text(_ node: YAMLNode, _ key: String, expected: String) -> String? {
        guard node.kind == .scalar, let text = node.text, !text.isEmpty else {
            fail(node, "`\(key)`: expected \(expected)")
            return nil
        }
        guard text.utf8.count <= ConfigurationLimits.textBytes else {
            fail(node, "`\(key)` has \(text.utf8.count) bytes, at most \(ConfigurationLimits.textBytes) are read")
            return nil
        }
        return text
    }

    /// The texts of a list; one text alone is a list of one.
    mutating func texts(_ node: YAMLNode, _ key: String, expected: String) -> [String] {
        items(node, key).compactMap { text($0, key, expected: expected) }
    }

    /// The items of a list; anything else is a list of one.
    mutating func items(_ node: YAMLNode, _ key: String) -> [YAMLNode] {
        guard node.kind == .sequence else { return [node] }
        let items = node.items
        guard items.count <= ConfigurationLimits.items else {
            fail(node, "`\(key)` has \(items.count) items, at most \(ConfigurationLimits.items) are read")
            return []
        }
        return items
    }

    /// A scalar that `read` understands, with its line.
    mutating func setting<Value: Sendable>(
        _ node: YAMLNode?, _ key: String, expected: String, read: (String) -> Value?
    ) -> Setting<Value>? {
        guard let node, let text = text(node, key, expected: expected) else { return nil }
        guard let value = read(text) else {
            fail(node, "`\(key)` is '\(Self.shown(text))', expected \(expected)")
            return nil
        }
        return Setting(value, origin(node))
    }

    mutating func flag(_ node: YAMLNode?, _ key: String) -> Setting<Bool>? {
        setting(node, key, expected: "true or false") { text in
            switch text {
            case "true", "True", "TRUE": true
            case "false", "False", "FALSE": false
            default: nil
            }
        }
    }

    mutating func list(_ node: YAMLNode?, _ key: String, expected: String) -> Setting<[String]>? {
        guard let node else { return nil }
        return Setting(texts(node, key, expected: expected), origin(node))
    }

    /// What stands in the file, as a message may repeat it.
    static func shown(_ text: String) -> String {
        let visible = text.unicodeScalars.map { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) ? "?" : $0 }
        let shown = String(String.UnicodeScalarView(visible.prefix(80)))
        return visible.count > 80 ? "\(shown)…" : shown
    }

    private static func list(_ keys: [String]) -> String { keys.map { "`\($0)`" }.joined(separator: ", ") }
}
