public import Tracking

/// The sum of a report in one line.
public enum ReportSummary {
    /// The order of the statuses in sums, which is that of the JSON contract.
    static let order: [Status] = [.current, .outdated, .ahead, .held, .untracked, .unknown, .refused]

    /// `120 references: 70 current, 30 outdated, 10 untracked, 7 unknown`; what is zero is left out.
    public static func line(for plan: Plan) -> String {
        guard !plan.decisions.isEmpty else { return "no references" }
        let counts = order.compactMap { status in
            let count = plan.count(status)
            return count == 0 ? nil : "\(Counted.number(count)) \(status.rawValue)"
        }
        let total = Counted.text(plan.decisions.count, "reference", "references")
        return "\(total): \(counts.joined(separator: ", "))"
    }
}
