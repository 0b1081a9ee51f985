import Artifacts
import Discovery
import SourceYAML
import Tracking

/// The NAME column: what people call a reference, and enough more to tell two rows apart.
enum RowNames {
    /// `podinfo` for a chart or a source, `podinfo/redis` for the image `redis` in the object `podinfo`; the object's
    /// name alone when the image is called the same. An image that the tree does not name is called by its key.
    static func short(_ decision: Decision) -> String {
        let reference = decision.reference
        return reference.kind == .image ? full(reference) : reference.owner.name ?? full(reference)
    }

    /// A name for every decision. Rows that would read alike get in brackets what is different in their places:
    /// `podinfo[staging]` and `podinfo[production]` for two files, `podinfo/redis[:31]` for lines of one file.
    static func names(of decisions: [Decision]) -> [String] {
        var names = decisions.map(short)
        for rows in alike(decisions, names) {
            let fuller = rows.map { full(decisions[$0].reference) }
            guard Set(fuller).count > 1 else { continue }
            for (row, name) in zip(rows, fuller) { names[row] = name }
        }
        for rows in alike(decisions, names) {
            let differences = PlaceDifference.texts(of: rows.map { decisions[$0].reference.mainSite })
            for (row, difference) in zip(rows, differences) {
                names[row] += "[\(difference)]"
            }
        }
        return names
    }

    private static func full(_ reference: Reference) -> String {
        switch (reference.owner.name, reference.artifact?.lastSegment ?? PathName.name(of: reference)) {
        case (let owner?, let segment?): owner == segment ? owner : "\(owner)/\(segment)"
        case (let owner?, nil): owner
        case (nil, let segment?): segment
        case (nil, nil): reference.mainSite.file.split(separator: "/").last.map(String.init) ?? "-"
        }
    }

    private struct Key: Hashable {
        let namespace: String?
        let name: String
        let kind: ArtifactKind
    }

    /// The rows, two or more each, that namespace, name and kind do not tell apart.
    private static func alike(_ decisions: [Decision], _ names: [String]) -> [[Int]] {
        let groups = Dictionary(grouping: decisions.indices) { row in
            let reference = decisions[row].reference
            return Key(namespace: reference.owner.namespace, name: names[row], kind: reference.kind)
        }
        return groups.values.filter { $0.count > 1 }
    }
}
