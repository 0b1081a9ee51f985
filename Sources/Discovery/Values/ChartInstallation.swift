public import SourceYAML

/// One thing of the tree that installs a chart, and the values that it gives to it.
public struct ChartInstallation: Sendable {
    public let owner: Owner
    /// The file that installs it.
    public let file: String
    public let line: Int
    /// Keys below which the layers have the chart's values: the name or alias of a dependency, where the chart is one.
    public let keys: [String]
    /// What is written, in the order of its weight: a later layer wins.
    public let layers: [ValuesLayer]
    /// What Flux is told to do with the chart's `crds/` on an upgrade (`spec.upgrade.crds`); nil where it is not told.
    public let upgradesCRDs: String?

    package init(
        owner: Owner, file: String, line: Int, keys: [String] = [], layers: [ValuesLayer], upgradesCRDs: String? = nil
    ) {
        self.owner = owner
        self.file = file
        self.line = line
        self.keys = keys
        self.layers = layers
        self.upgradesCRDs = upgradesCRDs
    }
}

/// Values from one place.
public struct ValuesLayer: Sendable {
    public enum Content: Sendable {
        /// A mapping of values.
        case values(YAMLNode)
        /// One value at a path of keys. Parameters of Argo CD and Helm's `--set` are text that is read as a type.
        case single([String], YAMLNode, isParsed: Bool)
        /// Something is said here, and cannot be read.
        case unknown(String)
    }

    public let file: String
    /// The line of everything in it, where the text does not stand in the file line by line.
    public let fixedLine: Int?
    /// Where the layer begins.
    public let line: Int
    public let content: Content

    init(file: String, line: Int, fixedLine: Int? = nil, content: Content) {
        self.file = file
        self.line = line
        self.fixedLine = fixedLine
        self.content = content
    }

    static func unknown(_ reason: String, at node: YAMLNode, in file: String) -> ValuesLayer {
        ValuesLayer(file: file, line: node.position.line, content: .unknown(reason))
    }

    /// The line of a node of this layer.
    public func line(of node: YAMLNode) -> Int { fixedLine ?? node.position.line }

    /// A mapping that stands in the file, as values.
    static func values(_ node: YAMLNode, in file: String) -> ValuesLayer? {
        guard node.kind == .mapping else { return nil }
        return ValuesLayer(file: file, line: node.position.line, content: .values(node))
    }

    /// The YAML in a scalar: a block of a ConfigMap or an Application, or a text in quotes.
    static func text(_ node: YAMLNode, in file: String) -> ValuesLayer? {
        guard node.kind == .scalar, let text = node.text else { return nil }
        let line = node.position.line
        if TemplateText.isEncrypted(text) { return .unknown("is encrypted", at: node, in: file) }
        if node.style == .literal, let stream = try? YAMLStream(embeddedIn: node) {
            return stream.documents.first.flatMap { .values($0.root, in: file) }
        }
        guard let stream = try? YAMLStream(Array(text.utf8)) else {
            return .unknown(TemplateText.isIn(text) ? "holds a template" : "is not YAML", at: node, in: file)
        }
        guard let root = stream.documents.first?.root, root.kind == .mapping else { return nil }
        return ValuesLayer(file: file, line: line, fixedLine: line, content: .values(root))
    }

    /// A values file of the tree. SOPS leaves the keys of what it encrypts, and none of the values.
    static func file(_ file: SourceFile) -> [ValuesLayer] {
        file.stream.documents.compactMap { document in
            guard document.root.kind == .mapping else { return nil }
            if document.root["sops"]?.kind == .mapping {
                return .unknown("is encrypted by SOPS", at: document.root, in: file.path)
            }
            return .values(document.root, in: file.path)
        }
    }
}
