public import Artifacts
public import Charts
public import Discovery
public import SourceYAML

/// What becomes of a chart's dependencies: what it asks for, what that resolves to, and the edits.
public struct ChartUpdate: Sendable {
    /// One dependency, in the order of the file.
    public struct Row: Sendable {
        /// As the chart has it now; the repository's name is replaced by its URL where that is known.
        public let dependency: ChartDependency
        /// What the chart asks for afterwards: a version or a range.
        public let requested: String
        /// What the lock has now; nil where it has nothing.
        public let locked: String?
        /// What the lock has afterwards; nil where that cannot be told.
        public let wanted: String?
        /// The newest stable version upstream; nil where that is not known.
        public let latest: String?
        public let artifact: Artifact?
        /// Why it cannot be resolved; nil when it can.
        public let problem: String?
    }

    public let chart: DiscoveredChart
    /// The chart as it is now; nil where it cannot be read.
    public let before: Chart?
    public let rows: [Row]
    /// Of `Chart.yaml` or `requirements.yaml`.
    public let edits: [Edit]
    /// The lock that belongs there afterwards; nil where it cannot be told, and where nothing is to be locked.
    public let lock: ChartLock?
    /// The path of the lock in the tree.
    public let lockFile: String
    /// Of the lock; empty where it stays as it is.
    public let lockEdits: [Edit]
    /// The lock as a new file; nil where there is one already, or none is made.
    public let newLock: [UInt8]?
    /// Why nothing is changed; nil when all is told.
    public let problem: String?

    /// True where something would be written.
    public var isChange: Bool { !edits.isEmpty || !lockEdits.isEmpty || newLock != nil }
}
