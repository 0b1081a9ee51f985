import SourceYAML

/// What is looked at besides versions, and what a run fails for: `checkCharts`, `failOn`.
public struct CheckSection: Sendable, Equatable {
    public var checkCharts: Setting<Bool>?
    /// Names as `--fail-on` takes them; whoever knows the names checks them.
    public var failOn: Setting<[String]>?

    static let keys = ["checkCharts", "failOn"]

    init() {}

    init(_ members: [String: YAMLNode], _ reader: inout SectionReader) {
        checkCharts = reader.flag(members["checkCharts"], "checkCharts")
        failOn = reader.list(members["failOn"], "failOn", expected: "what --fail-on takes: outdated, deprecated")
    }

    func over(_ other: CheckSection) -> CheckSection {
        var result = self
        result.checkCharts = checkCharts ?? other.checkCharts
        result.failOn = failOn ?? other.failOn
        return result
    }
}
