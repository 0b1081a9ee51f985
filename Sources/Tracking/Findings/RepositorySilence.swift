import Artifacts
import Transport

/// When a repository brought something new for the last time.
enum RepositorySilence {
    /// Two years: of charts whose project is alive, few have a longer pause between two versions.
    static let threshold: Int64 = 2 * 365 * 86_400
    /// Indexes are written anew, and last versions follow an announcement.
    private static let grace: Int64 = 30 * 86_400
    /// 2015-11-01, before Helm had charts: a date like 1980-01-01 is that of a reproducible build.
    private static let firstCharts: Int64 = 1_446_336_000

    /// When the chart's latest version was published, where that is long ago; a deprecated chart says so itself. A list
    /// that may lack versions, and a newest version without a date, tell nothing.
    static func since(of use: ChartUse, now: Int64) -> Int64? {
        guard use.listing?.isComplete == true, use.newest?.deprecated != true, !use.decision.isDeprecated,
            use.newest?.created.flatMap(time) != nil, let newest = newestDate(of: use), now - newest > threshold
        else { return nil }
        return newest
    }

    /// The entry of the table that holds for a chart: upstream may show that it is out of date.
    static func holds(_ use: ChartUse) -> KnownRepository? {
        guard let known = KnownRepository.of(use.artifact) else { return nil }
        guard known.state == .frozen, let newest = newestDate(of: use),
            let since = HTTPDate.unixTime(timestamp: "\(known.since)T00:00:00Z")
        else { return known }
        return newest > since + grace ? nil : known
    }

    static func finding(about group: [ChartUse], now: Int64) -> Finding {
        let newest = group.compactMap { since(of: $0, now: now) }.max() ?? now
        let names = group.reduce(into: [String]()) { if !$0.contains($1.name) { $0.append($1.name) } }
        let list = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? " and \(names.count - 5) more" : "")
        let day = HTTPDate.timestamp(newest).prefix(10)
        let message = "nothing new of \(list) has come from \(group[0].repository) since \(day)"
        return Finding(.frozenRepository, .info, message, about: group)
    }

    private static func newestDate(of use: ChartUse) -> Int64? {
        let dates = (use.listing?.releases ?? []).compactMap(\.created) + [use.newest?.created].compactMap(\.self)
        return dates.compactMap(time).max()
    }

    private static func time(_ created: String) -> Int64? {
        HTTPDate.unixTime(timestamp: created).flatMap { $0 >= firstCharts ? $0 : nil }
    }
}
