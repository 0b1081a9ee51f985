public import Charts
public import Tracking

/// What `astern deps` says of a chart in text.
public enum DependencyTable {
    /// Helm's columns, and what is locked, wanted and newest.
    public static func text(of update: ChartUpdate, vendored: VendoredCharts) -> String {
        let header = ["NAME", "VERSION", "REPOSITORY", "STATUS", "LOCKED", "WANTED", "LATEST"]
        let rows = update.rows.map { row in
            [
                row.dependency.name, row.dependency.version, row.dependency.repository,
                vendored.status(of: row.dependency).rawValue, row.locked ?? "-", row.wanted ?? "-", row.latest ?? "-",
            ].map { TextTable.Cell($0.isEmpty ? "-" : $0) }
        }
        return TextTable(header: header, rows: rows).render()
    }

    /// One line: whether the lock agrees.
    public static func line(of check: LockCheck, lock: String?, label: String) -> String {
        PlainText.line("\(label): \(words(of: check, lock: lock ?? "lock"))")
    }

    static func words(of check: LockCheck, lock: String) -> String {
        switch check.outcome {
        case .inSync: "\(lock) is in sync\(check.isOfHelm2 ? " (the digest is Helm 2's)" : "")"
        case .outOfSync:
            "\(lock) is out of sync: it has \(shown(check.recorded)), \(check.digest ?? "") belongs there"
        case .noLock: "there is no lock"
        case .nothingToLock: "no dependencies"
        case .undecided(let problem): problem
        }
    }

    /// One line for each dependency that an update moves.
    public static func lines(of update: ChartUpdate, label: String) -> [String] {
        update.rows.compactMap { row in
            var steps: [String] = []
            if row.dependency.version != row.requested { steps.append("\(row.dependency.version) -> \(row.requested)") }
            if let wanted = row.wanted, wanted != row.locked {
                steps.append("locked \(row.locked ?? "-") -> \(wanted)")
            }
            guard !steps.isEmpty else { return nil }
            return PlainText.line("\(label): \(row.dependency.name) \(steps.joined(separator: ", "))")
        }
    }

    private static func shown(_ digest: String?) -> String {
        digest.map { $0.isEmpty ? "no digest" : $0 } ?? "no digest"
    }
}
