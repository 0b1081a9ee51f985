public import Discovery

/// All decisions of a tree and what else is worth knowing.
public struct Plan: Sendable {
    /// In the order of file and position.
    public let decisions: [Decision]
    public let findings: [Finding]
    public let filesRead: Int
    public let skipped: [SkippedFile]

    public init(decisions: [Decision], findings: [Finding], filesRead: Int, skipped: [SkippedFile]) {
        self.decisions = decisions
        self.findings = findings
        self.filesRead = filesRead
        self.skipped = skipped
    }

    public func count(_ status: Status) -> Int {
        decisions.reduce(0) { $1.status == status ? $0 + 1 : $0 }
    }

    /// True when something that should have been decided was not (exit code 3).
    public var isIncomplete: Bool {
        decisions.contains { $0.status == .unknown } || skipped.contains(where: \.isFailure)
    }
}
