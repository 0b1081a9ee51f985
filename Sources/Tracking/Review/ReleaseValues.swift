import Charts
import Discovery
import SourceYAML

/// The values that one installation gives to a chart, and where each of them is written.
struct ReleaseValues: Sendable {
    /// Merged as Flux and Helm do; nulls are kept, for they take defaults away.
    let values: ChartValue
    /// What is said to give values and cannot be read.
    let unknown: [(place: ReviewPlace, reason: String)]
    let installation: ChartInstallation

    init(_ installation: ChartInstallation) {
        var merged: ChartValue = .map([:])
        var unknown: [(place: ReviewPlace, reason: String)] = []
        for layer in installation.layers {
            switch layer.content {
            case .values(let node):
                if let value = try? ChartValue(node) {
                    merged = merged.overlaid(with: value)
                } else {
                    unknown.append((ReviewPlace(file: layer.file, line: layer.line), "is too large"))
                }
            case .single(let keys, let node, let isParsed):
                let value = isParsed ? Self.parsed(node) : (try? ChartValue(node)) ?? .null
                merged = merged.overlaid(with: .nested(value, below: keys))
            case .unknown(let reason):
                unknown.append((ReviewPlace(file: layer.file, line: layer.line), reason))
            }
        }
        values = merged[installation.keys] ?? .map([:])
        self.unknown = unknown
        self.installation = installation
    }

    /// Every scalar, list and empty map that is set, by its path; nulls too.
    var leaves: [(path: ValuePath, value: ChartValue)] {
        var found: [(path: ValuePath, value: ChartValue)] = []
        func visit(_ value: ChartValue, _ path: ValuePath) {
            if case .map(let members) = value, !members.isEmpty {
                for (key, inner) in members { visit(inner, path / key) }
            } else if !path.isRoot {
                found.append((path, value))
            }
        }
        visit(values, ValuePath())
        return found.sorted { $0.path < $1.path }
    }

    /// What is set at a path, or nil.
    func value(at path: ValuePath) -> ChartValue? { values[path.keys] }

    /// True where the path, something above it that is no map, or something below it is set.
    func sets(_ path: ValuePath) -> Bool {
        var value = values
        for key in path.keys {
            guard case .map(let members) = value else { return true }
            guard let next = members[key] else { return false }
            value = next
        }
        return true
    }

    /// Where a path is written last; for one that nobody writes, where the nearest one above it is.
    func place(of path: ValuePath) -> ReviewPlace {
        var path = path
        while !path.isRoot {
            if let place = written(path) { return place }
            path = path.parent
        }
        // What nobody writes would stand beside what is written.
        let layer = installation.layers.last { layer in
            if case .values = layer.content { true } else { false }
        }
        return layer.map { ReviewPlace(file: $0.file, line: $0.line) }
            ?? ReviewPlace(file: installation.file, line: installation.line)
    }

    private func written(_ path: ValuePath) -> ReviewPlace? {
        let keys = installation.keys + path.keys
        for layer in installation.layers.reversed() {
            switch layer.content {
            case .values(let root):
                if let node = Self.keyNode(keys, in: root) {
                    return ReviewPlace(file: layer.file, line: layer.line(of: node))
                }
            case .single(let own, let node, _):
                if own.starts(with: keys) || keys.starts(with: own) {
                    return ReviewPlace(file: layer.file, line: layer.line(of: node))
                }
            case .unknown:
                continue
            }
        }
        return nil
    }

    /// The key of the last step of a path: its line is what a person looks for.
    private static func keyNode(_ keys: [String], in root: YAMLNode) -> YAMLNode? {
        var node = root
        var found: YAMLNode?
        for key in keys {
            if ValuePath.isItem(key) {
                guard let item = item(key, of: node) else { return found }
                node = item
                found = item
                continue
            }
            guard let pair = node.pairs.last(where: { $0.key.reads(as: key) }) else {
                // What a merge key brings stands elsewhere; its value's line is the best there is.
                guard let merged = node[key] else { return nil }
                node = merged
                found = merged
                continue
            }
            node = pair.value
            found = pair.key
        }
        return found
    }

    /// An item of a list: `[3]`, `[name=web]`.
    private static func item(_ key: String, of node: YAMLNode) -> YAMLNode? {
        let inside = key.dropFirst().dropLast()
        if let index = Int(inside) { return node.items.indices.contains(index) ? node.items[index] : nil }
        guard inside.hasPrefix("name=") else { return nil }
        return node.items.first { $0["name"]?.text == String(inside.dropFirst(5)) }
    }

    /// Text that is read as a type, as Helm's `--set` does.
    private static func parsed(_ node: YAMLNode) -> ChartValue {
        guard let text = node.text else { return (try? ChartValue(node)) ?? .null }
        switch text {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null": return .null
        default: break
        }
        let isNumber = text == "0" || (text.first != "0" && Int(text) != nil && text.first != "+")
        return isNumber ? Int(text).map(ChartValue.integer) ?? .string(text) : .string(text)
    }
}

extension ChartValue {
    /// True for text that something fills in before Helm sees it: what it will be is not known.
    var isPlaceholder: Bool {
        guard case .string(let text) = self else { return false }
        return text.contains("${") || text.contains("{{") || text.hasPrefix("ENC[")
    }
}
