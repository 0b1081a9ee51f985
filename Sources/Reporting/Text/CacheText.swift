public import Transport

/// What the cache holds, for people.
public enum CacheText {
    public static func text(of summary: CacheSummary, folder: String, limit: Int) -> String {
        let sum = Counted.text(summary.entries, "entry", "entries")
        let head = "\(folder)\n\(sum), \(size(summary.bytes)) of at most \(size(limit))\n"
        guard !summary.hosts.isEmpty else { return head }
        let rows = summary.hosts.map {
            [$0.host, Counted.number($0.entries), size($0.bytes)].map { TextTable.Cell($0) }
        }
        return head + "\n" + TextTable(header: ["HOST", "ENTRIES", "SIZE"], rows: rows).render()
    }

    public static func removed(entries: Int, bytes: Int) -> String {
        "removed \(Counted.text(entries, "entry", "entries")), \(size(bytes))\n"
    }

    /// In powers of 1024, with one digit behind the point below ten.
    static func size(_ bytes: Int) -> String {
        var value = Double(bytes)
        var unit = "B"
        for next in ["KB", "MB", "GB"] where value >= 1_024 {
            value /= 1_024
            unit = next
        }
        let tenths = Int((value * 10).rounded())
        return tenths < 100 && unit != "B" ? "\(tenths / 10).\(tenths % 10) \(unit)" : "\((tenths + 5) / 10) \(unit)"
    }
}
