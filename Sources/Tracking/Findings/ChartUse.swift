import Artifacts
import Discovery
import SourceYAML

/// A chart that the tree uses, in one place, with what upstream says of it. What is nil or empty is not known.
struct ChartUse: Sendable {
    let decision: Decision
    let artifact: Artifact
    var listing: Listing?
    /// The version in the tree; of a range, what it stands for.
    var current: Release?
    /// What an update would write.
    var wanted: Release?
    var newest: Release?
    /// The archives of the version in the tree and of the wanted one.
    var currentArchive: ArchiveReading?
    var wantedArchive: ArchiveReading?
    /// Of the version in the tree.
    var behind: [SubchartBehind] = []

    var name: String { artifact.lastSegment }
    var file: String { decision.reference.mainSite.file }
    var place: String { "\(file):\(decision.reference.mainSite.position.line)" }

    /// The chart's constraint on clusters: what upstream lists, else what the archive says.
    var currentKubeVersion: String? { current?.kubeVersion ?? currentArchive?.facts?.kubeVersion }
    var wantedKubeVersion: String? { wanted?.kubeVersion ?? wantedArchive?.facts?.kubeVersion }

    init(_ decision: Decision, _ artifact: Artifact) {
        self.decision = decision
        self.artifact = artifact
    }

    func finding(_ code: Finding.Code, _ severity: Finding.Severity, _ message: String) -> Finding {
        Finding(code, severity, message, about: [self])
    }
}

extension Finding {
    /// - Parameter uses: In the order of the tree; never empty.
    init(_ code: Code, _ severity: Severity, _ message: String, about uses: [ChartUse]) {
        self.init(
            code: code, severity: severity, message: message, references: uses.map(\.decision.reference.id),
            file: uses[0].file, line: uses[0].decision.reference.mainSite.position.line)
    }
}

/// A chart inside of a chart, and a newer version of it.
struct SubchartBehind: Hashable, Sendable {
    let name: String
    /// What is inside, or where only the range is known, the range.
    let version: String
    let newest: String
}

/// What came of looking into an archive.
enum ArchiveReading: Hashable, Sendable {
    case read(ArchiveFacts)
    /// It is there, or was asked for, and cannot be read.
    case failed(String)

    var facts: ArchiveFacts? {
        if case .read(let facts) = self { facts } else { nil }
    }
}

/// What matters here of an archive, without its files.
struct ArchiveFacts: Hashable, Sendable {
    let version: String
    let kubeVersion: String?
    let dependencies: [ReleaseDependency]
    /// Name, version and whether it is a library, of each chart inside.
    let subcharts: [Subchart]
    let digest: Digest
    /// What the index says.
    let published: Digest?

    struct Subchart: Hashable, Sendable {
        let name: String
        let version: String
        let isLibrary: Bool
    }
}
