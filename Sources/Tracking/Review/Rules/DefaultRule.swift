import Charts

/// Defaults that change under keys which the tree leaves alone: nobody is asked, and something behaves otherwise.
enum DefaultRule {
    static func items(_ context: ReviewContext) -> [ReviewItem] {
        context.comparison.values.compactMap { change in
            guard !isTold(change.path, context) else { return nil }
            let path = change.path
            switch change.kind {
            case .default, .type:
                guard let old = change.old, let new = change.new, !context.release.sets(path) else { return nil }
                // From nothing to nothing: `null`, `""` and `{}` differ for templates at most.
                if old.isBlank, new.isBlank { return nil }
                let dormant = context.isDormant(path)
                let sensitive = dormant ? nil : SensitivePath.reason(for: path, old: old, new: new)
                let silent = "and is not set here"
                if let sensitive {
                    return ReviewItem(
                        .sensitiveDefault, .check,
                        "the default of \(path) (\(sensitive)) goes from \(old.shown()) to \(new.shown()), \(silent)",
                        path: "\(path)", old: old.shown(), new: new.shown())
                }
                let off = dormant ? "; it is switched off here" : ""
                return ReviewItem(
                    .defaultChanged, .safe,
                    "the default of \(path) goes from \(old.shown()) to \(new.shown()), \(silent)\(off)",
                    path: "\(path)", old: old.shown(), new: new.shown())
            case .added:
                guard let new = change.new, !context.release.sets(path), isActive(new), !context.isDormant(path),
                    let sensitive = SensitivePath.reason(for: path, old: nil, new: new)
                else { return nil }
                return ReviewItem(
                    .sensitiveDefault, .check,
                    "\(path) (\(sensitive)) is new, and comes as \(new.shown(limit: 80)) without being set here",
                    path: "\(path)", new: new.shown())
            case .removed, .moved:
                return nil
            }
        }
    }

    /// Tags and repositories of images have items of their own.
    private static func isTold(_ path: ValuePath, _ context: ReviewContext) -> Bool {
        context.comparison.images.contains { $0.covers(path) }
    }

    /// True where something is switched on by it.
    private static func isActive(_ value: ChartValue) -> Bool {
        switch value {
        case .bool(let isOn): isOn
        case .map(let members):
            if let isOn = members["enabled"] ?? members["create"] {
                isOn == .bool(true)
            } else {
                members.values.contains(where: isActive)
            }
        case .null, .integer, .number, .string, .list: false
        }
    }
}

/// Values that are about who may do what, about data, or about how a workload is replaced.
enum SensitivePath {
    static func reason(for path: ValuePath, old: ChartValue?, new: ChartValue?) -> String? {
        for key in path.keys.reversed() {
            let word = key.lowercased()
            if security.contains(where: word.contains) { return "security" }
            if state.contains(where: word.contains) { return "data" }
            if workload.contains(where: { word == $0 }) { return "workload" }
        }
        for value in [new, old].compactMap({ $0 }) {
            if case .map(let members) = value {
                for (key, inner) in members.sorted(by: { $0.key < $1.key }) {
                    if let reason = reason(for: ValuePath([key]), old: nil, new: inner) { return reason }
                }
            }
        }
        return nil
    }

    private static let security = [
        "securitycontext", "privileged", "runasuser", "runasgroup", "runasnonroot", "fsgroup", "capabilities", "rbac",
        "serviceaccount", "networkpolic", "hostnetwork", "hostpid", "hostipc", "hostpath", "allowprivilegeescalation",
        "seccomp", "readonlyrootfilesystem", "insecure", "automount", "podsecurity", "clusterrole", "anonymous",
        "tlsverify", "skipverify", "forceconflicts",
    ]
    private static let state = [
        "persisten", "volumeclaim", "storageclass", "storagespec", "existingclaim", "retention", "statefulset",
        "reclaimpolicy", "datadir", "accessmodes",
    ]
    private static let workload = [
        "replicas", "replicacount", "updatestrategy", "strategy", "podmanagementpolicy", "selectorlabels",
        "matchlabels",
        "fullnameoverride", "nameoverride", "servicetype", "hostport",
    ]
}
