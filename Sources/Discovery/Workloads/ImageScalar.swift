import Artifacts
import SourceYAML

/// A scalar that holds a whole image reference: `repository[:tag][@digest]`.
struct ImageScalar {
    /// Everything before the tag.
    let prefix: String
    let tag: String?
    let digest: Digest?
    let repository: RepositoryName?
    let isTemplated: Bool

    /// Nil when the text is not an image reference; text with variables is one if it has the shape.
    init?(_ text: String) {
        isTemplated = TemplateText.isIn(text)
        // `{{ .Values.tag }}` has blanks; an image has none.
        guard !text.isEmpty, !TemplateText.isEncrypted(text),
            isTemplated || !text.utf8.contains(where: { $0 <= 0x20 })
        else { return nil }
        var rest = text[...]
        var digest: Digest?
        if let at = rest.lastIndex(of: "@") {
            digest = Digest(String(rest[rest.index(after: at)...]))
            guard digest != nil || TemplateText.isIn(text) else { return nil }
            rest = rest[..<at]
        }
        var tag: String?
        if let colon = Self.tagColon(in: rest) {
            tag = String(rest[rest.index(after: colon)...])
            rest = rest[..<colon]
        }
        prefix = String(rest)
        self.tag = tag
        self.digest = digest
        repository = OCIReference.repository(prefix, hubDefaults: true)
        let tagIsLegal = tag.map { OCIReference.isTag($0) || TemplateText.isIn($0) } ?? true
        guard isTemplated || (repository != nil && tagIsLegal) else { return nil }
    }

    /// The colon before the tag: the last one behind the last slash, and outside of `${VAR:=default}`.
    private static func tagColon(in text: Substring) -> Substring.Index? {
        let segment = text.lastIndex(of: "/").map { text.index(after: $0) } ?? text.startIndex
        var depth = 0
        var found: Substring.Index?
        for index in text[segment...].indices {
            switch text[index] {
            case "{": depth += 1
            case "}": depth -= 1
            case ":" where depth == 0: found = index
            default: break
            }
        }
        return found
    }

    /// A reference that has this scalar as its one site.
    ///
    /// - Parameter leading: What stands in the scalar before the image.
    func draft(
        _ node: YAMLNode, file: SourceFile, document: Int, owner: Owner, leading: String = ""
    ) -> ReferenceDraft {
        let site = Site(file: file.path, node: node, role: .image, form: .image(prefix: leading + prefix))
        var draft = draft(at: site, document: document, owner: owner, aliasPath: node.isAlias ? node.pointer : nil)
        draft.variables = file.variables
        return draft
    }

    /// The same for a stretch of text of a file that is not YAML.
    func draft(_ span: TextSpan, file: String, document: Int = 0, owner: Owner) -> ReferenceDraft {
        let site = Site(file: file, span: span, role: .image, form: .image(prefix: prefix))
        return draft(at: site, document: document, owner: owner)
    }

    private func draft(at site: Site, document: Int, owner: Owner, aliasPath: String? = nil) -> ReferenceDraft {
        var draft = ReferenceDraft(
            file: site.file, document: document, kind: .image, artifact: repository.map { .oci($0) }, owner: owner,
            pin: Pin(version: tag, digest: digest), sites: [site], scheme: .tag, aliasPath: aliasPath
        )
        if repository == nil {
            draft.unbound = "the name of the image is a variable"
            draft.isTemplated = true
        }
        return draft
    }
}
