import Artifacts
import SourceYAML

/// An image whose repository, tag and digest are scalars of their own.
struct TaggedImage {
    let file: String
    private(set) var version: String?
    private(set) var digest: Digest?
    private(set) var sites: [Site] = []
    private var aliasPath: String?

    init(file: String) {
        self.file = file
    }

    /// Reads the tag (which may carry a digest, `1.2.3@sha256:…`) and a digest beside it.
    mutating func read(tag: YAMLNode?, digest sibling: YAMLNode?) {
        if let tag, let text = tag.text, !TemplateText.isEncrypted(text) {
            aliasPath = tag.isAlias ? tag.pointer : nil
            // Of a template that falls back to a tag it is the tag that the tree has.
            if tag.stream.isTemplate, let literal = TemplateDefault.literal(of: tag) {
                version = literal.text
                sites.append(Site(file: file, span: literal, role: .tag, form: .tag))
                return
            }
            let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, let pinned = Digest(String(parts[1])) {
                version = parts[0].isEmpty ? nil : String(parts[0])
                digest = pinned
                sites.append(Site(file: file, node: tag, role: .tag, form: .tagWithDigest))
            } else {
                version = text.isEmpty || tag.isNull ? nil : text
                sites.append(Site(file: file, node: tag, role: .tag, form: .tag))
            }
        }
        if let sibling, let text = sibling.text, digest == nil {
            if let pinned = Digest(text) {
                digest = pinned
                sites.append(Site(file: file, node: sibling, role: .digest, form: .digest))
            } else if let pinned = Digest("sha256:\(text)") {
                digest = pinned
                sites.append(Site(file: file, node: sibling, role: .digest, form: .digestHex))
            }
        }
        sites.sort { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// False for a tag that no registry could have: then it is one of something else.
    var isLegal: Bool { version.map { OCIReference.isTag($0) || TemplateText.isIn($0) } ?? true }

    func draft(named name: String, file: SourceFile, document: Int, owner: Owner) -> ReferenceDraft? {
        let isTemplated = TemplateText.isIn(name)
        let repository = OCIReference.repository(name, hubDefaults: true)
        guard isTemplated || repository != nil else { return nil }
        return ReferenceDraft(
            file: file, document: document, kind: .image, artifact: repository.map { .oci($0) }, owner: owner,
            pin: Pin(version: version, digest: digest), sites: sites, scheme: .tag,
            unbound: repository == nil ? "the name of the image is a variable" : nil,
            isTemplated: repository == nil && isTemplated, aliasPath: aliasPath
        )
    }

    /// An image whose repository is not written: the chart's default.
    func draftWithoutRepository(file: SourceFile, document: Int, owner: Owner) -> ReferenceDraft {
        var draft = ReferenceDraft(
            file: file, document: document, kind: .image, owner: owner, pin: Pin(version: version, digest: digest),
            sites: sites, scheme: .tag, unbound: "the values name no repository: it is the chart's default",
            aliasPath: aliasPath
        )
        draft.untracked = .noRepository
        return draft
    }
}
