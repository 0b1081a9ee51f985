import SourceYAML

/// Images in what a release of a Helmfile gives to its chart in place: `values` that are mappings, and `set`.
///
/// A tag that is one of the Helmfile's own values (`{{ .Values.tag }}`) has its text where each environment defines it.
enum HelmfileImages {
    static func references(
        of release: Helmfile.Release, in helmfile: Helmfile, model: TreeModel, owner: Owner
    ) -> [ReferenceDraft] {
        let (file, document) = (helmfile.file, release.document)
        let values = (release.node["values"]?.items ?? []).filter { $0.kind == .mapping }
        guard !values.isEmpty || release.node["set"] != nil else { return [] }
        let family = model.helmfileRepositories.withBases(helmfile)
        var drafts = values.flatMap { values in
            ValuesImages.references(in: values, file: file, document: document, owner: owner) { text in
                // Where environments have different names, none of them can be told.
                let names = Set(model.helmfileState.places(of: text, in: family).compactMap(\.node.text))
                return names.count == 1 ? names.first : nil
            }
        }
        if let set = release.node["set"] {
            drafts += HelmParameters.references(in: set, file: file, document: document, owner: owner)
        }
        guard drafts.contains(where: { $0.pin.version.map(TemplateText.isIn) ?? false }) else { return drafts }
        return drafts.flatMap { draft -> [ReferenceDraft] in
            let places = draft.pin.version.map { model.helmfileState.places(of: $0, in: family) } ?? []
            let found = places.compactMap { draft.taggedAt($0) }
            return found.isEmpty ? [draft] : found
        }
    }
}

extension ReferenceDraft {
    /// The same image with its tag where a value of the Helmfile is defined; nil where that is no tag either.
    fileprivate func taggedAt(_ place: HelmfileState.Place) -> ReferenceDraft? {
        var parts = TaggedImage(file: place.file.path)
        parts.read(tag: place.node, digest: nil)
        guard parts.isLegal, let version = parts.version, !TemplateText.isIn(version) else { return nil }
        var draft = self
        draft.file = place.file.path
        draft.document = place.document
        draft.sites = sites.filter { $0.role != .tag } + parts.sites
        draft.pin = Pin(version: version, digest: parts.digest ?? pin.digest)
        return draft
    }
}
