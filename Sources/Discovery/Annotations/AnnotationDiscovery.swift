import Artifacts
import SourceYAML

/// References that a comment makes: `# renovate: …` or `# astern: …` at a line's end, or above it.
///
/// The version is the value on the line, or the only version in it (a URL, an assignment in a script). A line without a
/// version is none: the comment may speak to other tools.
enum AnnotationDiscovery {
    /// - Parameter resources: The objects of the file: what a comment in one speaks of belongs to it.
    static func references(in file: SourceFile, resources: [Resource]) -> [ReferenceDraft] {
        let bytes = file.stream.bytes
        let lines = AnnotatedLines(bytes).lines
        guard !lines.isEmpty else { return [] }
        let scalars = AnnotatedScalars(file.stream)
        return lines.compactMap { line in
            guard let artifact = AnnotatedArtifact(line.comment),
                var draft = reference(to: artifact, on: line.range, scalars, file)
            else { return nil }
            if let owner = resources.last(where: {
                $0.document == draft.document && $0.node.span.lowerBound <= line.range.lowerBound
            }) {
                draft.owner = Owner(
                    apiVersion: owner.apiVersion, kind: owner.kind, namespace: owner.namespace, name: owner.name
                )
            }
            return draft
        }
    }

    private static func reference(
        to artifact: AnnotatedArtifact, on line: Range<Int>, _ scalars: AnnotatedScalars, _ file: SourceFile
    ) -> ReferenceDraft? {
        for node in scalars.starting(in: line) {
            if let draft = whole(node, artifact, file) { return draft }
            guard node.isVerbatim else { continue }
            let part = node.span.clamped(to: line)
            if let draft = stretch(part, of: node, artifact, file) { return draft }
        }
        return scalars.block(around: line).flatMap { stretch(line, of: $0, artifact, file) }
    }

    /// A scalar that is the version, or a whole image.
    private static func whole(_ node: YAMLNode, _ artifact: AnnotatedArtifact, _ file: SourceFile) -> ReferenceDraft? {
        guard let text = node.text, !TemplateText.isIn(text), !TemplateText.isEncrypted(text) else { return nil }
        let document = node.documentIndex
        if artifact.kind == .image, artifact.form(for: text) == .tag || text.contains("@") || text.contains(":") {
            var parts = TaggedImage(file: file.path)
            parts.read(tag: node, digest: nil)
            if parts.isLegal, parts.digest != nil || text.holdsDigit {
                return artifact.draft(
                    text, file, document, pin: Pin(version: parts.version, digest: parts.digest), sites: parts.sites
                )
            }
            if let image = ImageScalar(text), image.tag != nil || image.digest != nil {
                var draft = image.draft(node, file: file, document: document, owner: .none)
                draft.bind(artifact)
                return draft
            }
            return nil
        }
        guard VersionText.isVersion(text) else { return nil }
        let site = Site(file: file.path, node: node, role: .version, form: artifact.form(for: text))
        return artifact.draft(text, file, document, pin: artifact.pin(text), sites: [site])
    }

    /// A version inside of a longer text.
    private static func stretch(
        _ range: Range<Int>, of node: YAMLNode, _ artifact: AnnotatedArtifact, _ file: SourceFile
    ) -> ReferenceDraft? {
        let bytes = node.stream.bytes
        let document = node.documentIndex
        if artifact.kind == .image, let word = VersionText.lastWord(in: bytes[range]),
            let span = TextSpan(word, in: bytes), let image = ImageScalar(span.text), image.tag?.holdsDigit == true
        {
            var draft = image.draft(span, file: file.path, document: document, owner: .none)
            draft.bind(artifact)
            return draft
        }
        // A digest beside the version would have to move with it.
        guard !ByteWords(["sha256:"]).occur(in: Array(bytes[range])) else { return nil }
        let spans = VersionText.places(in: bytes[range]).compactMap { TextSpan($0, in: bytes) }
        guard let text = spans.first?.text else { return nil }
        let sites = spans.map { Site(file: file.path, span: $0, role: .version, form: artifact.form(for: text)) }
        return artifact.draft(text, file, document, pin: artifact.pin(text), sites: sites)
    }
}

extension AnnotatedArtifact {
    fileprivate func form(for version: String) -> WriteForm {
        switch kind {
        case .helmChart, .ociChart: .chartVersion
        case .image, .ociArtifact, .gitTag: mayDropPrefix && !version.hasPrefix("v") ? .bareVersion : .tag
        }
    }

    fileprivate func pin(_ version: String) -> Pin {
        kind == .helmChart || kind == .ociChart ? Pin(chartVersion: version) : Pin(version: version)
    }

    fileprivate func draft(
        _ version: String, _ file: SourceFile, _ document: Int, pin: Pin, sites: [Site]
    ) -> ReferenceDraft {
        var draft = ReferenceDraft(
            file: file, document: document, kind: kind, artifact: artifact, owner: .none, pin: pin, sites: sites,
            scheme: scheme, unbound: problem
        )
        if isForeign { draft.untracked = .foreignDatasource }
        return draft
    }
}

extension ReferenceDraft {
    /// Takes what an annotation says of the artifact.
    fileprivate mutating func bind(_ annotated: AnnotatedArtifact) {
        artifact = annotated.artifact
        kind = annotated.kind
        scheme = annotated.scheme
        settleName()
        unbound = annotated.problem
        if annotated.isForeign { untracked = .foreignDatasource }
    }
}

extension Owner {
    fileprivate static let none = Owner(apiVersion: nil, kind: nil, namespace: nil, name: nil)
}

extension String {
    fileprivate var holdsDigit: Bool { utf8.contains { (0x30...0x39).contains($0) } }
}
