import Artifacts
import SourceYAML

/// A reference before it has its id: what an ecosystem's discovery hands over.
struct ReferenceDraft: Sendable {
    /// Relative to the tree.
    var file: String
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
    /// A lock file that pins the same version once more.
    var lock: String?
    /// Where the main site's value is written when that is an alias: tells references apart that share an anchor.
    var aliasPath: String?

    var mainSite: Site { Site.main(of: sites) }

    /// The ids that the reference may have, the best first: by the main site, by the alias that names it. The last
    /// ones, with a number, cannot be the path of anything (`~2` is no escape of RFC 6901): they tell references apart
    /// that share a scalar through a merge key.
    var ids: some Sequence<String> {
        let document = "\(file)#\(document):"
        let path = mainSite.path
        let named = [path, aliasPath].compactMap { $0 }
        return (0...).lazy.map { document + ($0 < named.count ? named[$0] : "\(path)~\($0 - named.count + 2)") }
    }
}

extension ReferenceDraft {
    init(
        file: SourceFile, document: Int, kind: ArtifactKind, artifact: Artifact? = nil, owner: Owner, pin: Pin,
        sites: [Site], scheme: SchemeHint, unbound: String? = nil, isTemplated: Bool = false, aliasPath: String? = nil
    ) {
        self.init(
            file: file.path, document: document, kind: kind, artifact: artifact, owner: owner, pin: pin, sites: sites,
            scheme: scheme, unbound: unbound, isTemplated: isTemplated, aliasPath: aliasPath
        )
    }
}

extension Reference {
    init(_ draft: ReferenceDraft, id: String) {
        self.init(
            id: id, kind: draft.kind,
            artifact: draft.artifact, candidates: draft.candidates, owner: draft.owner, bound: draft.bound,
            pin: draft.pin, sites: draft.sites, scheme: draft.scheme, unbound: draft.unbound,
            isTemplated: draft.isTemplated, lock: draft.lock
        )
    }
}

/// Marks of text that something else fills in before it is used.
enum TemplateText {
    /// Flux and envsubst variables, Go and Jinja templates, ResourceSet inputs, Make-like substitutions.
    static func isIn(_ text: String) -> Bool {
        var previous: UInt8 = 0
        for byte in text.utf8 {
            switch (previous, byte) {
            case (UInt8(ascii: "$"), UInt8(ascii: "{")), (UInt8(ascii: "$"), UInt8(ascii: "(")),
                (UInt8(ascii: "{"), UInt8(ascii: "{")), (UInt8(ascii: "{"), UInt8(ascii: "%")),
                (UInt8(ascii: "<"), UInt8(ascii: "<")):
                return true
            default:
                previous = byte
            }
        }
        return false
    }

    /// A value that SOPS has encrypted: there is nothing to read.
    static func isEncrypted(_ text: String) -> Bool { text.hasPrefix("ENC[") }
}
