public import SourceYAML

/// One scalar of a reference, or a stretch of a text that is no YAML.
public struct Site: Sendable {
    /// What stands at the place.
    public enum Content: Sendable {
        case scalar(YAMLNode)
        case text(TextSpan)
    }

    /// The raw values are part of the JSON contract.
    public enum Role: String, Sendable {
        case version, tag, digest, image, url
    }

    /// Relative to the tree, with `/`.
    public let file: String
    public let content: Content
    public let role: Role
    public let form: WriteForm

    public init(file: String, node: YAMLNode, role: Role, form: WriteForm) {
        // An alias belongs to its anchor's site: that is where the bytes are.
        self.init(file: file, content: .scalar(node.resolved), role: role, form: form)
    }

    public init(file: String, span: TextSpan, role: Role, form: WriteForm) {
        self.init(file: file, content: .text(span), role: role, form: form)
    }

    private init(file: String, content: Content, role: Role, form: WriteForm) {
        self.file = file
        self.content = content
        self.role = role
        self.form = form
    }

    /// The site that names the version best: the first by role.
    static func main(of sites: [Site]) -> Site {
        for role in [Role.version, .tag, .image, .digest] {
            if let site = sites.first(where: { $0.role == role }) { return site }
        }
        return sites[0]
    }

    /// Bytes of the file.
    public var range: Range<Int> {
        switch content {
        case .scalar(let node): node.span
        case .text(let span): span.range
        }
    }

    /// The whole file as it was read; nil where only the stretch of text is known.
    public var source: [UInt8]? {
        switch content {
        case .scalar(let node): node.stream.bytes
        case .text: nil
        }
    }

    /// What stands there, as YAML reads it where it is YAML.
    public var text: String? {
        switch content {
        case .scalar(let node): node.text
        case .text(let span): span.text
        }
    }

    /// An RFC 6901 pointer, or `@LINE` where the place has none.
    public var path: String {
        switch content {
        case .scalar(let node): node.pointer
        case .text(let span): span.path
        }
    }

    public var position: SourcePosition {
        switch content {
        case .scalar(let node): node.position
        case .text(let span): span.position
        }
    }

    /// An edit that makes the site read as `value`, or nil when the place cannot carry it.
    public func edit(to value: String) -> Edit? {
        switch content {
        case .scalar(let node): Edit(file: file, scalar: node, value: value)
        case .text(let span): Edit(file: file, span: span, value: value)
        }
    }
}

/// What a site's scalar looks like when it carries another version.
public enum WriteForm: Hashable, Sendable {
    /// The version as a chart has it: `_` of a registry's tag becomes `+`.
    case chartVersion
    /// The tag as the registry has it.
    case tag
    /// `tag@digest` in one scalar.
    case tagWithDigest
    /// The digest alone.
    case digest
    /// The digest without `sha256:`, as values named `sha` have it.
    case digestHex
    /// An image reference: `prefix` is everything before the tag, without the colon.
    case image(prefix: String)
    /// Never written: it locates the artifact.
    case none
}

extension WriteForm {
    /// The text for a release, or nil where the site stays as it is.
    ///
    /// - Parameters:
    ///   - tag: The version as upstream published it.
    ///   - digest: The digest to pin; nil where the reference pins none.
    public func text(tag: String, digest: String?) -> String? {
        switch self {
        case .chartVersion: String(tag.map { $0 == "_" ? "+" : $0 })
        case .tag: tag
        case .tagWithDigest: digest.map { "\(tag)@\($0)" }
        case .digest: digest
        case .digestHex: digest.map { String($0.drop { $0 != ":" }.dropFirst()) }
        case .image(let prefix): "\(prefix):\(tag)" + (digest.map { "@\($0)" } ?? "")
        case .none: nil
        }
    }
}
