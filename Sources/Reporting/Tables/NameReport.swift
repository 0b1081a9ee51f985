import Discovery
public import Tracking

/// `-o name`: what `astern why` and `astern update` take as REFERENCE.
public enum NameReport {
    /// The ids in the order of the plan, one a line.
    public static func text(of plan: Plan) -> String {
        plan.decisions.reduce(into: "") { $0 += $1.reference.id + "\n" }
    }
}
