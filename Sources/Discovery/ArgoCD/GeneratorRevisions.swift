import SourceYAML

/// The revisions of the Git repositories that generators of an ApplicationSet read.
///
/// Source: Argo CD, "Git Generator": `repoURL` and `revision`.
enum GeneratorRevisions {
    static func references(in generators: YAMLNode?, of resource: Resource, owner: Owner) -> [ReferenceDraft] {
        references(in: generators, of: resource, owner: owner, depth: 0)
    }

    private static func references(
        in generators: YAMLNode?, of resource: Resource, owner: Owner, depth: Int
    ) -> [ReferenceDraft] {
        guard depth < GeneratorParameters.depth else { return [] }
        return (generators?.items ?? []).flatMap(\.pairs).flatMap { name, body -> [ReferenceDraft] in
            guard name.reads(as: "git") else {
                return references(in: body["generators"], of: resource, owner: owner, depth: depth + 1)
            }
            guard let revision = body["revision"], revision.kind == .scalar, let text = revision.text, !text.isEmpty,
                !revision.isNull, !TemplateText.isEncrypted(text), let url = body["repoURL"]?.text
            else { return [] }
            let meaning: ApplicationSource.Meaning =
                TemplateText.isIn(url)
                ? .none("what names the repository is a variable")
                : ApplicationSource.meaning(repository: url, chart: nil)
            var draft = ReferenceDraft(
                revision: revision, of: meaning, file: resource.file, document: resource.document, owner: owner
            )
            draft?.isTemplated = TemplateText.isIn(url)
            return [draft].compactMap { $0 }
        }
    }
}
