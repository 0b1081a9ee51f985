internal import SourceYAML

/// An index as libyaml reads it: all of YAML, by building the document.
enum IndexTree {
    static func read(_ bytes: [UInt8], charts: Set<String>?) throws(IndexError) -> RepositoryIndex {
        let stream: YAMLStream
        do throws(YAMLError) {
            stream = try YAMLStream(bytes)
        } catch {
            // YAML 1.1 does not know JSON's pairs of surrogates, by which some servers write an emoji.
            if let index = JSONIndex.read(bytes, charts: charts) { return index }
            throw IndexError.notYAML(error)
        }
        guard let root = stream.documents.first?.root, root.kind == .mapping else { throw IndexError.notAnIndex }
        let lists = root["entries"]
        guard lists != nil || root["apiVersion"] != nil else { throw IndexError.notAnIndex }
        if let lists, lists.kind != .mapping, !lists.isNull {
            throw IndexError.entriesAreNoMapping(line: lists.position.line)
        }
        var builder = IndexBuilder()
        for (key, list) in lists?.pairs ?? [] {
            guard let chart = key.text, charts?.contains(chart) ?? true else { continue }
            // A chart whose versions are absent or cannot be read is no unknown chart.
            builder.begin(chart)
            guard list.kind == .sequence || list.isNull else {
                builder.reject(line: list.position.line, "the chart has no list of entries")
                continue
            }
            for item in list.items { add(item, linesBefore: 0, to: &builder) }
        }
        return builder.finish(bytes)
    }

    /// The only entry of the only chart of a text; nil where the text is anything else.
    static func onlyEntry(of bytes: [UInt8]) -> YAMLNode? {
        guard let documents = (try? YAMLStream(bytes))?.documents, documents.count == 1,
            let charts = documents[0].root["entries"]?.pairs, charts.count == 1, charts[0].value.kind == .sequence,
            case let items = charts[0].value.items, items.count == 1
        else { return nil }
        return items[0]
    }

    static func add(_ item: YAMLNode, linesBefore: Int, to builder: inout IndexBuilder) {
        let problem: String
        switch facts(item) {
        case .success(let facts):
            if builder.add(facts) { return }
            problem = "the entries come to more than \(ChartLimits.indexBytes >> 20) MiB"
        case .failure(let found): problem = found.description
        }
        builder.reject(line: item.position.line + linesBefore, problem)
    }

    private struct Problem: Error, CustomStringConvertible {
        let description: String
    }

    private static func facts(_ node: YAMLNode) -> Result<IndexBuilder.Facts, Problem> {
        guard node.kind == .mapping else { return .failure(Problem(description: "the entry is not a mapping")) }
        func text(_ key: String) -> String? {
            node[key].flatMap { $0.isNull ? nil : $0.text }.flatMap { $0.isEmpty ? nil : $0 }
        }
        guard let version = text("version") else {
            return .failure(Problem(description: "the entry has no version"))
        }
        // Helm has no text then, and with one such entry it refuses the index; which version was meant is not known
        // either: 1.10 is 1.1.
        if let written = node["version"], written.style == .plain, !written.hasTag,
            case let value = ImplicitType.value(ofPlain: version), value.isNoText
        {
            return .failure(
                Problem(description: "the version \(version) is a \(value.typeName): it would be a text in quotes"))
        }
        return .success(
            IndexBuilder.Facts(
                version: version, appVersion: text("appVersion"), kubeVersion: text("kubeVersion"),
                created: text("created"), deprecated: isTrue(node["deprecated"]?.text), digest: text("digest"),
                urls: node["urls"]?.items.compactMap(\.text) ?? [],
                dependencies: IndexDependencies.read(node["dependencies"]), isLibrary: text("type") == "library"
            )
        )
    }

    /// The spellings of true that Helm's reader of YAML takes.
    static func isTrue(_ text: String?) -> Bool {
        switch text {
        case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y": true
        default: false
        }
    }
}

extension ChartValue {
    fileprivate var isNoText: Bool {
        if case .string = self { return false }
        return true
    }
}
