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

/// Something worth knowing that is not an update.
public struct Finding: Hashable, Sendable {
    /// The raw values are part of the JSON contract.
    public enum Code: String, Sendable {
        /// Upstream marks the version in the tree, or all versions of the chart, as deprecated.
        case deprecated
        /// A full version in the tree is pinned by digest, and upstream now has other bytes for it.
        case republished
        /// The source that a reference names is not in the tree.
        case unboundSource
    }

    public enum Severity: String, Sendable {
        case info, warning, error
    }

    public let code: Code
    public let severity: Severity
    public let message: String
    /// The id of a reference.
    public let reference: String?
    public let file: String
    public let line: Int

    public init(
        code: Code, severity: Severity, message: String, reference: String?, file: String, line: Int
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.reference = reference
        self.file = file
        self.line = line
    }
}
