import Artifacts
import Discovery
import Versioning

/// One chart at different versions in one environment of the tree: one finding for each chart.
///
/// Not told are places in different environments, and the same object in several files, as overlays write and patch it:
/// there, different versions are the purpose.
enum SeveralVersions {
    /// As many as a line takes.
    private static let named = 4

    static func of(_ uses: [ChartUse]) -> [Finding] {
        let groups = Dictionary(grouping: uses.indices, by: { uses[$0].artifact })
        return groups.values.sorted { $0[0] < $1[0] }.compactMap { finding($0.map { uses[$0] }) }
    }

    private static func finding(_ uses: [ChartUse]) -> Finding? {
        let unlike = Dictionary(grouping: uses.filter(counts)) { use in
            Surroundings.of(file: use.file, name: use.decision.reference.owner.name)
        }.values.filter(differ)
        // In the order of the tree.
        let ids = Set(unlike.joined().map(\.decision.reference.id))
        let told = uses.filter { ids.contains($0.decision.reference.id) }
        guard let first = told.first else { return nil }
        var versions: [String] = []
        for use in told {
            if let version = version(of: use), !versions.contains(version) { versions.append(version) }
        }
        let parts = versions.prefix(named).map { version in
            let places = told.filter { Self.version(of: $0) == version }.map(\.place)
            let more = places.count > 2 ? " and \(places.count - 2) more" : ""
            return "\(version) (\(places.prefix(2).joined(separator: ", "))\(more))"
        }
        let rest = versions.count > named ? " and others" : ""
        let message =
            "\(first.name) is in the tree at \(versions.count) versions: \(parts.joined(separator: ", "))\(rest)"
        return Finding(.severalVersions, .info, message, about: told)
    }

    private static func counts(_ use: ChartUse) -> Bool {
        version(of: use) != nil && use.decision.reference.bound != .patchedObject
    }

    /// One spelling of a version for all: `v1.2.3` is `1.2.3`.
    private static func version(of use: ChartUse) -> String? {
        use.decision.current.version.map { text in (try? Version(threePart: text))?.canonical ?? text }
    }

    /// Whether two different objects have different versions.
    private static func differ(_ uses: [ChartUse]) -> Bool {
        let versions = Dictionary(grouping: uses, by: { Object($0) }).values.map { Set($0.map(version)) }
        guard let first = versions.first else { return false }
        return versions.contains { $0 != first }
    }

    private struct Object: Hashable {
        let kind: String?
        let namespace: String?
        let name: String?
        /// What has no name is told by its file.
        let file: String?

        init(_ use: ChartUse) {
            let owner = use.decision.reference.owner
            kind = owner.kind
            namespace = owner.namespace
            name = owner.name
            file = owner.name == nil ? use.file : nil
        }
    }
}
