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
                    text, file.path, document, pin: Pin(version: parts.version, digest: parts.digest),
                    sites: parts.sites
                )
            }
            if let image = ImageScalar(text), image.tag != nil || image.digest != nil {
                var draft = image.draft(node, file: file, document: document, owner: .none)
                draft.bind(artifact)
                return draft
            }
            return nil
        }
        if artifact.isChart, case let pin = artifact.pin(text), pin.constraint != nil {
            // A range is told, and never written.
            let site = Site(file: file.path, node: node, role: .version, form: .none)
            return artifact.draft(text, file.path, document, pin: pin, sites: [site])
        }
        guard VersionText.isVersion(text) else { return nil }
        let site = Site(file: file.path, node: node, role: .version, form: artifact.form(for: text))
        return artifact.draft(text, file.path, document, pin: artifact.pin(text), sites: [site])
    }

    /// A version inside of a longer text.
    private static func stretch(
        _ range: Range<Int>, of node: YAMLNode, _ artifact: AnnotatedArtifact, _ file: SourceFile
    ) -> ReferenceDraft? {
        AnnotatedText(node.stream.bytes, path: file.path, document: node.documentIndex)
            .reference(to: artifact, in: range)
    }
}
