import Artifacts
import SourceYAML

/// `ApplicationSet` of Argo CD: its template is an Application, and what generators put into a revision stands in them.
///
/// A revision that is one parameter (`{{values.version}}`, `{{.version}}`) has its text in the generators, often several
/// times: each is a reference of its own, because each is what has to be edited. A parameter that no generator in the
/// file spells out (one of a cluster, a file, a pull request) leaves the template's text, which has no order.
enum ApplicationSetDiscovery {
    static func references(of resource: Resource, in model: TreeModel) -> [ReferenceDraft] {
        guard resource.isOfArgo, let spec = resource.spec, let template = spec[["template", "spec"]] else { return [] }
        let owner = model.owner(resource)
        let parameters = GeneratorParameters(spec["generators"])
        let written = ApplicationSource.all(in: template)
        // A patch of the template names its source only where it changes it.
        let only = written.count == 1 ? ApplicationSource(written[0]) : nil
        let patched = patches(spec["templatePatch"]).flatMap { ApplicationSource.all(in: $0) }
        let found = (written + patched).flatMap { node -> [ReferenceDraft] in
            let images = ApplicationImages.references(in: node, of: resource, owner: owner, model: model)
            guard let source = ApplicationSource(node, patching: only), let revision = source.targetRevision,
                revision.kind == .scalar
            else { return images }
            return revisions(revision, parameters).compactMap { draft($0, of: source, resource, owner) } + images
        }
        return GeneratorRevisions.references(in: spec["generators"], of: resource, owner: owner) + found
    }

    /// The `spec` that a patch of the template sets: a text, and a template itself.
    private static func patches(_ text: YAMLNode?) -> [YAMLNode] {
        text.map(ApplicationImages.embedded)?.compactMap { $0["spec"] } ?? []
    }

    /// A scalar with a revision, and the parameters that stand beside it.
    private struct Place {
        let revision: YAMLNode
        let parameters: GeneratorParameters.Scope?
    }

    private static func revisions(_ revision: YAMLNode, _ parameters: GeneratorParameters) -> [Place] {
        let scopes = parameters.scopes
        if let path = TemplateParameter.path(of: revision.text ?? "") {
            let found = scopes.compactMap { scope in
                scope.own(path).map { Place(revision: $0, parameters: scope) }
            }
            return found.isEmpty ? [Place(revision: revision, parameters: nil)] : found
        }
        // The revision is the template's; the chart may differ from element to element.
        return scopes.isEmpty
            ? [Place(revision: revision, parameters: nil)]
            : scopes.map { Place(revision: revision, parameters: $0) }
    }

    private static func draft(
        _ place: Place, of source: ApplicationSource, _ resource: Resource, _ owner: Owner
    ) -> ReferenceDraft? {
        guard !TemplateText.isEncrypted(place.revision.text ?? "") else { return nil }
        let repository = render(source.repository, place.parameters)
        let chart = source.chart.map { render($0, place.parameters) }
        let isKnown = repository != nil && chart.map { $0 != nil } ?? true
        let meaning: ApplicationSource.Meaning =
            isKnown
            ? ApplicationSource.meaning(repository: repository ?? "", chart: chart ?? nil)
            : .none("what names the source is a variable")
        var draft = ReferenceDraft(
            revision: place.revision, of: meaning, file: resource.file, document: resource.document, owner: owner
        )
        if !isKnown {
            draft?.isTemplated = true
            if source.chart != nil { draft?.kind = .helmChart }
        }
        return draft
    }

    /// The text with its parameters filled in; nil where one is not spelled out.
    private static func render(_ text: String, _ scope: GeneratorParameters.Scope?) -> String? {
        guard TemplateText.isIn(text) else { return text }
        guard let scope else { return nil }
        return TemplateParameter.render(text) { scope.text($0) }
    }
}
