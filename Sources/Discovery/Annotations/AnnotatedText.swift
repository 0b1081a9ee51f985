import Artifacts
import SourceYAML

/// A stretch of a text that an annotation speaks of: where in it the version stands, which may be all that is known of
/// the text.
struct AnnotatedText {
    private let bytes: [UInt8]
    private let path: String
    private let document: Int

    init(_ bytes: [UInt8], path: String, document: Int = 0) {
        self.bytes = bytes
        self.path = path
        self.document = document
    }

    /// Nil where the stretch holds no version, or several different ones, or a range.
    func reference(to artifact: AnnotatedArtifact, in range: Range<Int>) -> ReferenceDraft? {
        if let draft = pinned(artifact, in: range) { return draft }
        if artifact.kind == .image, var draft = image(in: range) {
            draft.bind(artifact)
            return draft
        }
        // A digest beside the version would have to move with it.
        guard !ByteWords(["sha256:"]).occur(in: Array(bytes[range])) else { return nil }
        let spans = VersionText.places(in: bytes[range]).compactMap { TextSpan($0, in: bytes) }
        guard let text = spans.first?.text else { return nil }
        let sites = spans.map { Site(file: path, span: $0, role: .version, form: artifact.form(for: text)) }
        return artifact.draft(text, path, document, pin: artifact.pin(text), sites: sites)
    }

    /// The first word that is an image with a version or a digest.
    private func image(in range: Range<Int>) -> ReferenceDraft? {
        for word in words(in: range) {
            guard let span = TextSpan(word, in: bytes), let image = ImageScalar(span.text), !image.isTemplated,
                image.digest != nil || image.tag?.holdsDigit == true, !image.prefix.isEmpty
            else { continue }
            return image.draft(span, file: path, document: document, owner: .none)
        }
        return nil
    }

    /// `1.2.3@sha256:…` as one word; before the `@` the name of the image may stand instead.
    private func pinned(_ artifact: AnnotatedArtifact, in range: Range<Int>) -> ReferenceDraft? {
        for word in words(in: range) {
            guard let span = TextSpan(word, in: bytes), let at = span.text.firstIndex(of: "@"),
                let digest = Digest(String(span.text[span.text.index(after: at)...]))
            else { continue }
            let version = String(span.text[..<at])
            guard artifact.kind == .image, version.holdsDigit, OCIReference.isTag(version),
                artifact.artifact?.identity.hasSuffix("/\(version)") != true
            else { return nil }
            return artifact.draft(
                version, path, document, pin: Pin(version: version, digest: digest),
                sites: [Site(file: path, span: span, role: .tag, form: .tagWithDigest)])
        }
        return nil
    }

    /// What stands between blanks, quotes, assignments, brackets and commas.
    private func words(in range: Range<Int>) -> [Range<Int>] {
        bytes[range].split { Self.separators.contains($0) }.map { $0.startIndex..<$0.endIndex }
    }

    private static let separators = Set("\"'` \t\r=,;()[]{}<>|".utf8)
}

extension AnnotatedArtifact {
    func form(for version: String) -> WriteForm {
        switch kind {
        case .helmChart, .ociChart: .chartVersion
        case .image, .ociArtifact, .gitTag: mayDropPrefix && !version.hasPrefix("v") ? .bareVersion : .tag
        }
    }

    var isChart: Bool { kind == .helmChart || kind == .ociChart }

    func pin(_ version: String) -> Pin {
        isChart ? Pin(chartVersion: version) : Pin(version: version)
    }

    func draft(_ version: String, _ file: String, _ document: Int, pin: Pin, sites: [Site]) -> ReferenceDraft {
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
    mutating func bind(_ annotated: AnnotatedArtifact) {
        artifact = annotated.artifact
        kind = annotated.kind
        scheme = annotated.scheme
        settleName()
        unbound = annotated.problem
        if annotated.isForeign { untracked = .foreignDatasource }
    }
}

extension Owner {
    /// Of what stands in no object.
    static let none = Owner(apiVersion: nil, kind: nil, namespace: nil, name: nil)
}

extension String {
    var holdsDigit: Bool { utf8.contains { (0x30...0x39).contains($0) } }
}
