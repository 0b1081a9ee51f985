public import Artifacts
public import Charts
public import Upstream
internal import Versioning

/// A chart that was read, where it came from, and what does not fit.
public struct InspectedChart: Sendable {
    public let chart: Chart
    /// What was asked for; nil for a file or a folder on this machine.
    public let artifact: Artifact?
    /// Nil for a folder.
    public let archive: ChartArchiveFile?
    /// A URL or a path.
    public let source: String
    public let provenance: ChartProvenanceCheck?
    public let mismatches: [ChartMismatch]

    /// - Parameters:
    ///   - release: The version that was asked for, as upstream spells it.
    ///   - provenance: The bytes of the provenance file, where there is one.
    public init(
        _ chart: Chart, artifact: Artifact? = nil, release: String? = nil, archive: ChartArchiveFile? = nil,
        source: String, provenance: [UInt8]? = nil
    ) {
        self.chart = chart
        self.artifact = artifact
        self.archive = archive
        self.source = source
        let name = source.split(separator: "/").last.map(String.init) ?? ""
        self.provenance = provenance.map { bytes in
            ChartProvenanceCheck(
                bytes, names: [name, "\(chart.metadata.name)-\(chart.metadata.version).tgz"],
                digest: archive?.digest.text ?? "")
        }
        var mismatches: [ChartMismatch] = []
        if let archive, !archive.isAsPublished {
            mismatches.append(
                ChartMismatch(.digest, expected: archive.published?.text ?? "", found: archive.digest.text))
        }
        if let artifact, artifact.lastSegment != chart.metadata.name {
            mismatches.append(ChartMismatch(.name, expected: artifact.lastSegment, found: chart.metadata.name))
        }
        if let release, Digest(release) == nil, !Self.isSame(release, chart.metadata.version, in: artifact) {
            mismatches.append(ChartMismatch(.version, expected: release, found: chart.metadata.version))
        }
        self.mismatches = mismatches
    }

    /// A `v` may come or go, and a tag has `_` for `+`.
    private static func isSame(_ release: String, _ version: String, in artifact: Artifact?) -> Bool {
        let isRegistry = if case .oci? = artifact { true } else { false }
        let text = isRegistry ? TagSpelling.version(release) : release
        if text == version { return true }
        guard let published = try? Version(text), let own = try? Version(version) else { return false }
        return published.canonical == own.canonical
    }
}

/// What a chart's archive says, against what it was fetched as.
public struct ChartMismatch: Hashable, Sendable {
    /// The raw values are part of the JSON contract.
    public enum Code: String, Sendable, CaseIterable {
        /// The index says another digest than the archive has: it was published again with other bytes, or worse.
        case digest
        /// `Chart.yaml` says another name.
        case name
        /// `Chart.yaml` says another version.
        case version
    }

    public let code: Code
    public let expected: String
    public let found: String

    init(_ code: Code, expected: String, found: String) {
        self.code = code
        self.expected = expected
        self.found = found
    }
}

/// What a provenance file says of an archive. Its signature is not verified.
public struct ChartProvenanceCheck: Hashable, Sendable {
    /// The raw values are part of the JSON contract.
    public enum Outcome: String, Sendable, CaseIterable {
        case matches, differs, isNotNamed, unreadable
    }

    public let outcome: Outcome
    /// The digest that the file names, or what is wrong with it.
    public let detail: String?

    /// - Parameter names: What the archive may be called in it; the first one that is counts.
    init(_ bytes: [UInt8], names: [String], digest: String) {
        do throws(ChartFileError) {
            let provenance = try ChartProvenance(bytes)
            let statements = names.lazy.map { provenance.statement(of: $0, digest: digest) }
            switch statements.first(where: { $0 != .isNotNamed }) ?? .isNotNamed {
            case .matches: (outcome, detail) = (.matches, digest)
            case .differs(let named): (outcome, detail) = (.differs, named)
            case .isNotNamed: (outcome, detail) = (.isNotNamed, nil)
            }
        } catch {
            (outcome, detail) = (.unreadable, error.message)
        }
    }
}
