/// A difference between the custom resources that two versions of a chart define.
public struct CustomResourceChange: Hashable, Sendable {
    /// The raw values are part of the JSON contract.
    public enum Kind: String, Sendable, CaseIterable {
        case added, removed
        case versionAdded, versionRemoved, noLongerServed, storageMoved
        case scopeChanged, kindChanged
        case fieldsAdded, fieldsRemoved, fieldsRequired
    }

    public let kind: Kind
    /// `prometheuses.monitoring.coreos.com`.
    public let resource: String
    public let group: String
    /// The kind of the objects.
    public let objectKind: String
    /// The version that it is about; nil for the definition as a whole.
    public let version: String?
    public let old: String?
    public let new: String?
    /// Fields that came, went or must be there now: only the outermost of each.
    public let fields: [String]
    /// The file in the chart, of the newer version where it is there.
    public let file: String
    public let isInCRDFolder: Bool
    /// An annotation tells Helm to leave it in the cluster.
    public let isKept: Bool

    init(
        _ kind: Kind, _ resource: CustomResource, version: String? = nil, old: String? = nil, new: String? = nil,
        fields: [String] = []
    ) {
        self.kind = kind
        self.resource = resource.name
        group = resource.group
        objectKind = resource.kind
        self.version = version
        self.old = old
        self.new = new
        self.fields = fields
        file = resource.file
        isInCRDFolder = resource.isInCRDFolder
        isKept = resource.isKept
    }

    /// True where objects that were accepted may not be any more.
    public var isNarrower: Bool {
        switch kind {
        case .removed, .versionRemoved, .noLongerServed, .scopeChanged, .kindChanged, .fieldsRemoved, .fieldsRequired:
            true
        case .added, .versionAdded, .storageMoved, .fieldsAdded: false
        }
    }
}

/// Compares definitions by their names.
enum CustomResourceDiff {
    static func changes(from old: [CustomResource], to new: [CustomResource]) -> [CustomResourceChange] {
        let before = Dictionary(old.map { ($0.name, $0) }) { first, _ in first }
        let after = Dictionary(new.map { ($0.name, $0) }) { first, _ in first }
        return Set(before.keys).union(after.keys).sorted().flatMap { name -> [CustomResourceChange] in
            switch (before[name], after[name]) {
            case (let old?, let new?): compare(old, new)
            case (let old?, nil): [CustomResourceChange(.removed, old)]
            case (nil, let new?): [CustomResourceChange(.added, new)]
            case (nil, nil): []
            }
        }
    }

    private static func compare(_ old: CustomResource, _ new: CustomResource) -> [CustomResourceChange] {
        var changes: [CustomResourceChange] = []
        // In a template, the text may be an action.
        if old.scope != new.scope, !old.scope.contains("{{"), !new.scope.contains("{{") {
            changes.append(CustomResourceChange(.scopeChanged, new, old: old.scope, new: new.scope))
        }
        if old.kind != new.kind {
            changes.append(CustomResourceChange(.kindChanged, new, old: old.kind, new: new.kind))
        }
        for before in old.versions {
            guard let after = new.versions.first(where: { $0.name == before.name }) else {
                changes.append(CustomResourceChange(.versionRemoved, new, version: before.name))
                continue
            }
            if before.isServed, !after.isServed {
                changes.append(CustomResourceChange(.noLongerServed, new, version: before.name))
            }
            changes += fields(before, after, new)
        }
        for after in new.versions where !old.versions.contains(where: { $0.name == after.name }) {
            changes.append(CustomResourceChange(.versionAdded, new, version: after.name))
        }
        let stored = (old.versions.first(where: \.isStored)?.name, new.versions.first(where: \.isStored)?.name)
        if stored.0 != stored.1 {
            changes.append(CustomResourceChange(.storageMoved, new, old: stored.0, new: stored.1))
        }
        return changes
    }

    private static func fields(
        _ old: CustomResource.Version, _ new: CustomResource.Version, _ resource: CustomResource
    ) -> [CustomResourceChange] {
        guard old.schema != new.schema, let before = old.schema.map(CustomResourceFields.init), !before.all.isEmpty,
            let after = new.schema.map(CustomResourceFields.init), !after.all.isEmpty
        else { return [] }
        var changes: [CustomResourceChange] = []
        let removed = outermost(before.all.subtracting(after.all))
        if !removed.isEmpty {
            changes.append(CustomResourceChange(.fieldsRemoved, resource, version: new.name, fields: removed))
        }
        // What a new parent asks for binds nobody who does not set the parent.
        let required = after.required.subtracting(before.required).filter { field in
            let parent = field.lastIndex(of: ".").map { String(field[..<$0]) } ?? ""
            let bare = parent.hasSuffix("[]") ? String(parent.dropLast(2)) : parent
            return bare.isEmpty || before.all.contains(bare)
        }
        if !required.isEmpty {
            changes.append(
                CustomResourceChange(.fieldsRequired, resource, version: new.name, fields: required.sorted()))
        }
        let added = outermost(after.all.subtracting(before.all))
        if !added.isEmpty {
            changes.append(CustomResourceChange(.fieldsAdded, resource, version: new.name, fields: added))
        }
        return changes
    }

    /// Fields of which no part is in the set: what lies below one that is gone is gone with it.
    private static func outermost(_ fields: Set<String>) -> [String] {
        fields.filter { field in
            var parent = field[...]
            while let dot = parent.lastIndex(of: ".") {
                parent = parent[..<dot]
                let bare = parent.hasSuffix("[]") ? parent.dropLast(2) : parent
                if fields.contains(String(bare)) { return false }
            }
            return true
        }.sorted()
    }
}
