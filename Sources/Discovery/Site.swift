public import SourceYAML
import Versioning

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

    /// The same place with another form.
    func written(as form: WriteForm) -> Site { Site(file: file, content: content, role: role, form: form) }

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
    /// The tag without its leading `v`.
    case bareVersion
    /// `tag@digest` in one scalar.
    case tagWithDigest
    /// The digest alone.
    case digest
    /// The digest without `sha256:`, as values named `sha` have it.
    case digestHex
    /// An image reference: `prefix` is everything before the tag, without the colon.
    case image(prefix: String)
    /// Always this text, whatever the version: the name of a policy's image.
    case text(String)
    /// Like another form, in a scalar that holds only a part of the text, or more than it.
    indirect case framed(WriteForm, TextFrame)
    /// Cannot carry another version: it is put together from several values.
    case unwritable
    /// A URL with the tag in it, once or several times.
    case url(URLPattern)
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
        case .chartVersion: TagSpelling.version(tag)
        case .tag: tag
        case .bareVersion: tag.hasPrefix("v") ? String(tag.dropFirst()) : tag
        case .tagWithDigest: digest.map { "\(tag)@\($0)" }
        case .digest: digest
        case .digestHex: digest.map { String($0.drop { $0 != ":" }.dropFirst()) }
        case .image(let prefix): "\(prefix):\(tag)" + (digest.map { "@\($0)" } ?? "")
        case .text(let text): text
        case .framed(let form, let frame): form.text(tag: tag, digest: digest).flatMap(frame.written)
        case .url(let pattern): pattern.text(tag: tag)
        case .unwritable, .none: nil
        }
    }
}

extension WriteForm {
    /// The form of the whole text, whatever part of it the scalar holds.
    public var whole: WriteForm {
        if case .framed(let form, _) = self { form } else { self }
    }

    /// True where the scalar would have to change for a release, and cannot.
    public func refuses(tag: String, digest: String?) -> Bool {
        switch self {
        case .unwritable: true
        case .framed(let form, let frame):
            form.text(tag: tag, digest: digest).map { frame.written($0) == nil } ?? false
        default: false
        }
    }
}

/// How a scalar holds a part of a text: a variable's value between what is written around the variable.
public struct TextFrame: Hashable, Sendable {
    /// Of the whole text, what stands before and behind the part.
    public let before: String
    public let after: String
    /// Of the scalar, what stands before and behind it.
    public let head: String
    public let tail: String

    public init(before: String = "", after: String = "", head: String = "", tail: String = "") {
        self.before = before
        self.after = after
        self.head = head
        self.tail = tail
    }

    /// The scalar's text for a whole text; nil where that has other text around the part.
    func written(_ text: String) -> String? {
        guard text.utf8.count >= before.utf8.count + after.utf8.count, text.hasPrefix(before), text.hasSuffix(after)
        else { return nil }
        return head + text.dropFirst(before.count).dropLast(after.count) + tail
    }
}
