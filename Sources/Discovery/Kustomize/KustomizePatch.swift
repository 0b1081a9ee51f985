import SourceYAML

/// One patch of a kustomization: what it changes, and its content or the file that has it.
struct KustomizePatch: Sendable {
    enum Content: Sendable {
        /// Objects or lists of operations, as parts of the file itself or of a text in it.
        case written([YAMLNode])
        /// A file of the tree.
        case file(String)
    }

    let content: Content
    /// Nil where the patch names its object itself.
    let selector: YAMLNode?

    /// The patches of a kustomization, and of what Flux keeps under the same keys.
    static func all(in root: YAMLNode, directory: String) -> [KustomizePatch] {
        var found: [KustomizePatch] = []
        for (key, value) in root.pairs {
            switch key.text {
            case "patches", "patchesJson6902":
                found += value.items.compactMap { item in
                    guard item.kind == .mapping else {
                        return KustomizePatch(text: item, selector: nil, directory: directory)
                    }
                    if let patch = item["patch"], !patch.isNull {
                        return KustomizePatch(written: patch, selector: item["target"])
                    }
                    return item["path"].flatMap {
                        KustomizePatch(path: $0, selector: item["target"], directory: directory)
                    }
                }
            case "patchesStrategicMerge":
                found += value.items.compactMap { item in
                    item.kind == .mapping
                        ? KustomizePatch(content: .written([item]), selector: nil)
                        : KustomizePatch(text: item, selector: nil, directory: directory)
                }
            default:
                break
            }
        }
        return found
    }

    private init(content: Content, selector: YAMLNode?) {
        self.content = content
        self.selector = selector
    }

    /// A patch, or the path of one.
    private init?(text: YAMLNode, selector: YAMLNode?, directory: String) {
        if text.text?.contains("\n") ?? false {
            self.init(written: text, selector: selector)
        } else {
            self.init(path: text, selector: selector, directory: directory)
        }
    }

    private init?(path: YAMLNode, selector: YAMLNode?, directory: String) {
        guard let text = path.text, Paths.isLocal(text), let file = Paths.join(directory, text) else { return nil }
        self.init(content: .file(file), selector: selector)
    }

    /// Nil where nothing in the text could be edited in place: it is folded, or holds escapes.
    private init?(written patch: YAMLNode, selector: YAMLNode?) {
        guard patch.kind == .scalar else {
            self.init(content: .written([patch]), selector: selector)
            return
        }
        guard let stream = try? YAMLStream(embeddedIn: patch) else { return nil }
        self.init(content: .written(stream.documents.map(\.root)), selector: selector)
    }
}

/// One operation of a JSON patch that puts something in its place.
///
/// Source: RFC 6902, sections 4.1 and 4.3.
struct PatchOperation {
    /// The segments of the pointer.
    let path: [String]
    let value: YAMLNode

    /// Nil for operations that take away, move or test.
    init?(_ node: YAMLNode) {
        guard let operation = node["op"]?.text, operation == "add" || operation == "replace",
            let path = node["path"]?.text, path.hasPrefix("/"), let value = node["value"]
        else { return nil }
        self.path = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map {
            $0.utf8.contains(UInt8(ascii: "~"))
                ? String($0.replacing("~1", with: "/").replacing("~0", with: "~")) : String($0)
        }
        self.value = value
    }

    /// True for a document that is a list of operations.
    static func areAll(in root: YAMLNode) -> Bool {
        root.kind == .sequence && root.items.first?["op"] != nil && root.items.first?["path"] != nil
    }
}
