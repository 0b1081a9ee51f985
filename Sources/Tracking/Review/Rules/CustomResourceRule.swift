import Charts
import Discovery
import SourceYAML

/// Definitions of custom resources, and the objects of the tree that are of them.
enum CustomResourceRule {
    /// Fields that one item names.
    private static let fieldsShown = 4

    static func items(
        _ comparison: ChartComparison, objects: [TreeObject], installations: [ChartInstallation]
    ) -> [ReviewItem] {
        comparison.resources.flatMap { change in items(change, objects: objects, comparison) }
            + notUpgraded(comparison, installations)
    }

    private static func items(
        _ change: CustomResourceChange, objects: [TreeObject], _ comparison: ChartComparison
    ) -> [ReviewItem] {
        let ofKind = objects.filter { $0.kind == change.objectKind && $0.apiVersion.hasPrefix("\(change.group)/") }
        func item(
            _ code: ReviewItem.Code, _ verdict: Verdict, _ message: String, _ using: [TreeObject]
        ) -> ReviewItem {
            ReviewItem(
                code, verdict, message + uses(using), path: change.file, old: change.old, new: change.new,
                at: using.first.map { ReviewPlace(file: $0.file, line: $0.line) })
        }
        let name = change.resource
        switch change.kind {
        case .removed:
            // Of a template, Helm deletes the definition, and with it every object.
            let fate =
                change.isInCRDFolder || change.isKept
                ? "is not in the chart any more: it stays in the cluster as it is"
                : "is not among the templates any more: Helm deletes it, and with it all its objects"
            let isLost = !ofKind.isEmpty && !change.isInCRDFolder && !change.isKept
            return [item(.crdRemoved, isLost ? .breaks : .check, "the definition \(name) \(fate)", ofKind)]
        case .versionRemoved, .noLongerServed:
            let version = change.version ?? ""
            let using = ofKind.filter { $0.apiVersion == "\(change.group)/\(version)" }
            let what = change.kind == .versionRemoved ? "has no version" : "does not serve version"
            return [
                item(
                    .crdVersionRemoved, using.isEmpty ? .check : .breaks,
                    "the definition \(name) \(what) \(version) any more",
                    using)
            ]
        case .scopeChanged:
            return [
                item(
                    .crdScope, ofKind.isEmpty ? .check : .breaks,
                    "the scope of \(name) goes from \(change.old ?? "-") to \(change.new ?? "-"), which no upgrade can do",
                    ofKind)
            ]
        case .kindChanged:
            return [
                item(
                    .crdScope, .check, "the kind of \(name) goes from \(change.old ?? "-") to \(change.new ?? "-")",
                    ofKind)
            ]
        case .fieldsRequired:
            let using = ofKind.filter { $0.apiVersion == "\(change.group)/\(change.version ?? "")" }
            let lacking = using.filter { object in change.fields.contains { object.value(ofField: $0) == nil } }
            return [
                item(
                    .crdFields, .check, "\(name) \(change.version ?? "") asks now for \(shown(change.fields))", lacking)
            ]
        case .fieldsRemoved:
            let message = "\(name) \(change.version ?? "") loses \(shown(change.fields))"
            let places = ofKind.filter { $0.apiVersion == "\(change.group)/\(change.version ?? "")" }.compactMap {
                object in
                change.fields.lazy.compactMap { field in object.value(ofField: field).map { (object, field, $0) } }
                    .first
            }
            guard let (object, field, node) = places.first else { return [item(.crdFields, .check, message, [])] }
            let others = places.count > 1 ? ", and \(places.count - 1) more objects of this tree set such" : ""
            return [
                ReviewItem(
                    .crdFields, .check, "\(message); \(object.kind) \(object.name ?? "") sets \(field)\(others)",
                    path: change.file, at: ReviewPlace(file: object.file, line: node.position.line))
            ]
        case .added, .versionAdded, .storageMoved, .fieldsAdded:
            return []
        }
    }

    private static func uses(_ objects: [TreeObject]) -> String {
        guard let first = objects.first else { return "" }
        let name = "\(first.kind) \(first.name ?? "")"
        return objects.count == 1
            ? "; \(name) is in this tree" : "; \(name) and \(objects.count - 1) more are in this tree"
    }

    private static func shown(_ fields: [String]) -> String {
        let names = fields.prefix(fieldsShown).joined(separator: ", ")
        let more = fields.count - fieldsShown
        return "\(fields.count == 1 ? "the field" : "the fields") \(names)" + (more > 0 ? " and \(more) more" : "")
    }

    /// Helm installs what lies in `crds/` and never touches it again; Flux does as Helm does unless it is told otherwise.
    private static func notUpgraded(
        _ comparison: ChartComparison, _ installations: [ChartInstallation]
    ) -> [ReviewItem] {
        let changed = Set(comparison.resources.filter { $0.isInCRDFolder && $0.kind != .removed }.map(\.resource))
        guard !changed.isEmpty else { return [] }
        let count = changed.count == 1 ? "1 definition" : "\(changed.count) definitions"
        return installations.compactMap { installation in
            let by: String
            switch installation.owner.kind {
            case "HelmRelease":
                guard installation.upgradesCRDs != "CreateReplace", installation.upgradesCRDs != "Create" else {
                    guard installation.upgradesCRDs == "Create" else { return nil }
                    by = "spec.upgrade.crds is Create, which leaves the ones that exist"
                    break
                }
                by = "spec.upgrade.crds is \(installation.upgradesCRDs ?? "not set"), so Flux leaves them as they are"
            case nil where installation.keys.isEmpty:
                by = "Helm does not upgrade them"
            default:
                // Argo CD and kustomize apply them as they apply everything.
                return nil
            }
            return ReviewItem(
                .crdsNotUpgraded, .check, "\(count) in crds/ changed; \(by)", path: "crds/",
                at: ReviewPlace(file: installation.file, line: installation.line))
        }
    }
}
