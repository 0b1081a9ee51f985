import Artifacts
import SourceYAML

/// A reference before it has its id: what an ecosystem's discovery hands over.
struct ReferenceDraft {
    var file: SourceFile
    var document: Int
    var kind: ArtifactKind
    var artifact: Artifact?
    var candidates: [Artifact] = []
    var owner: Owner
    var bound: Binding?
    var pin: Pin
    var sites: [Site]
    var scheme: SchemeHint
    var unbound: String?
    var isTemplated = false
    /// Where the main site's value is written when that is an alias: tells references apart that share an anchor.
    var aliasPath: String?
}

extension Reference {
    /// - Parameter uniquePath: Overrides the main site's path in the id.
    init(_ draft: ReferenceDraft, uniquePath: String? = nil) {
        let reference = Reference(
            id: "", kind: draft.kind, artifact: draft.artifact, owner: draft.owner, pin: draft.pin, sites: draft.sites,
            scheme: draft.scheme
        )
        let main = reference.mainSite
        self.init(
            id: "\(draft.file.path)#\(draft.document):\(uniquePath ?? main.path)", kind: draft.kind,
            artifact: draft.artifact, candidates: draft.candidates, owner: draft.owner, bound: draft.bound,
            pin: draft.pin, sites: draft.sites, scheme: draft.scheme, unbound: draft.unbound,
            isTemplated: draft.isTemplated
        )
    }
}

/// Marks of text that something else fills in before it is used.
enum TemplateText {
    /// Flux and envsubst variables, Go and Jinja templates, ResourceSet inputs, Make-like substitutions.
    static func isIn(_ text: String) -> Bool {
        let marks: [[UInt8]] = ["${", "{{", "<<", "$(", "{%"].map { Array($0.utf8) }
        let bytes = Array(text.utf8)
        guard bytes.count >= 2 else { return false }
        return (0..<bytes.count - 1).contains { index in marks.contains { $0[0] == bytes[index] && $0[1] == bytes[index + 1] } }
    }

    /// A value that SOPS has encrypted: there is nothing to read.
    static func isEncrypted(_ text: String) -> Bool { text.hasPrefix("ENC[") }
}
