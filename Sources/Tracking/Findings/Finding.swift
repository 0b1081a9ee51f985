/// Something worth knowing that is not an update.
public struct Finding: Hashable, Sendable {
    /// The raw values are part of the JSON contract and are documented in `docs/findings.md`.
    public enum Code: String, CaseIterable, Sendable {
        /// Upstream marks the version in the tree, or all versions of the chart, as deprecated.
        case deprecated
        /// The repository is to be had at another place by now, or nowhere.
        case movedRepository
        /// Nothing new has come from the repository for long, or it is known that nothing will.
        case frozenRepository
        /// The cluster's version is outside of what the chart allows.
        case kubeVersion
        /// Charts inside of the chart are behind their own upstream.
        case subchartsBehind
        /// One chart stands in the tree at different versions.
        case severalVersions
        /// The chart itself says another version than its tag or its index.
        case versionMismatch
        /// A version has been published again with other bytes.
        case republished
        /// The archive of a chart, which was to be looked into, cannot be read.
        case unreadableChart
        /// The source that a reference names is not in the tree.
        case unboundSource
    }

    public enum Severity: String, Sendable {
        case info, warning, error
    }

    public let code: Code
    public let severity: Severity
    public let message: String
    /// The ids of the references that it is about; the place is that of the first.
    public let references: [String]
    public let file: String
    public let line: Int

    public init(
        code: Code, severity: Severity, message: String, references: [String], file: String, line: Int
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.references = references
        self.file = file
        self.line = line
    }

    /// The id of the first reference.
    public var reference: String? { references.first }
}
