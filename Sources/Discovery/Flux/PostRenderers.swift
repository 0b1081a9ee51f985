import Artifacts
import SourceYAML

/// Images that a `HelmRelease` sets behind the chart: `postRenderers[].kustomize`.
///
/// Source: helm-controller: `images` as in a kustomization; `patchesStrategicMerge` (v2beta1) holds objects,
/// `patchesJson6902` operations. The text of `patches` is a document inside of a scalar.
enum PostRenderers {
    static func references(of resource: Resource, spec: YAMLNode, in model: TreeModel) -> [ReferenceDraft] {
        (spec["postRenderers"]?.items ?? []).compactMap { $0["kustomize"] }.flatMap { renderer in
            KustomizeImages.references(
                in: renderer["images"], file: resource.file, document: resource.document, owner: model.owner(resource))
                + objects(in: renderer, of: resource, model) + operations(in: renderer, of: resource, model)
        }
    }

    private static func objects(in renderer: YAMLNode, of resource: Resource, _ model: TreeModel) -> [ReferenceDraft] {
        (renderer["patchesStrategicMerge"]?.items ?? []).compactMap {
            Resource(file: resource.file, document: resource.document, node: $0)
        }.flatMap { object in
            WorkloadDiscovery.references(of: object, in: model).map { draft in
                var draft = draft
                draft.owner = model.owner(resource)
                return draft
            }
        }
    }

    private static func operations(
        in renderer: YAMLNode, of resource: Resource, _ model: TreeModel
    ) -> [ReferenceDraft] {
        (renderer["patchesJson6902"]?.items ?? []).flatMap { $0["patch"]?.items ?? [] }.compactMap { operation in
            guard let path = operation["path"]?.text, path.hasSuffix("/image"), let value = operation["value"],
                let text = value.text
            else { return nil }
            return ImageScalar(text)?.draft(
                value, file: resource.file, document: resource.document, owner: model.owner(resource))
        }
    }
}
