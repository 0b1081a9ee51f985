import Artifacts
public import Charts
import Discovery
import Upstream
import Versioning

/// The archives that belong into a chart's `charts/`, and what has to come and go there.
///
/// Source: Helm, `pkg/downloader` (`downloadAll`, `safeDeleteDep`). What is there already with the right bytes is not
/// fetched again; folders are never touched, nor archives that cannot be read or hold another chart.
public struct VendorPlan: Sendable {
    /// An archive in `charts/`.
    public struct Archive: Sendable {
        /// Its name in `charts/`.
        public let file: String
        public let bytes: [UInt8]
        /// Nil where it cannot be read as a chart.
        public let metadata: ChartMetadata?

        public init(file: String, bytes: [UInt8], metadata: ChartMetadata?) {
            self.file = file
            self.bytes = bytes
            self.metadata = metadata
        }
    }

    /// A file of `charts/` with its bytes before and after; nil where it is not there.
    public struct Change: Sendable {
        public let file: String
        public let before: [UInt8]?
        public let after: [UInt8]?
    }

    public var changes: [Change] = []
    /// Sentences for the user: archives that stay although they may be old.
    public var notes: [String] = []
    /// Why nothing is changed; empty when all archives are at hand.
    public var problems: [String] = []
}

extension DependencyPlanner {
    /// What has to come and go in `charts/` for a chart whose lock is to be as the update says.
    ///
    /// - Parameters:
    ///   - present: The archives that are there.
    ///   - pack: Packs a chart on disk, by a path that is absolute or relative to the chart's folder.
    public func vendor(
        _ update: ChartUpdate, present: [VendorPlan.Archive],
        pack: (_ folder: String, _ path: String) -> Result<ChartPackage, LocalChartError>
    ) async -> VendorPlan {
        var plan = VendorPlan()
        var wanted: [String: [UInt8]] = [:]
        // Two aliases of one chart are one archive.
        var seen: Set<ChartDependency> = []
        for locked in update.lock?.dependencies ?? [] where !locked.repository.isEmpty && seen.insert(locked).inserted {
            let file = "\(locked.name)-\(locked.version).tgz"
            let there = present.first { $0.file == file }
            if locked.repository.hasPrefix("file://") {
                switch pack(update.chart.folder, String(locked.repository.dropFirst("file://".count))) {
                case .success(let package): wanted[file] = package.bytes
                case .failure(let error): plan.problems.append("\(locked.name): \(error.message)")
                }
                continue
            }
            switch await archive(of: locked, there: there) {
            case .success(let bytes): wanted[file] = bytes
            case .failure(let problem): plan.problems.append("\(locked.name) \(locked.version): \(problem.message)")
            }
        }
        guard plan.problems.isEmpty else { return plan }
        for (file, bytes) in wanted.sorted(by: { $0.key < $1.key }) {
            let before = present.first { $0.file == file }?.bytes
            if before != bytes { plan.changes.append(.init(file: file, before: before, after: bytes)) }
        }
        let names = Set((update.lock?.dependencies ?? []).filter { !$0.repository.isEmpty }.map(\.name))
        for archive in present where wanted[archive.file] == nil {
            guard let metadata = archive.metadata else {
                if names.contains(where: { archive.file.hasPrefix("\($0)-") }) {
                    plan.notes.append("charts/\(archive.file) cannot be read as a chart, and stays")
                }
                continue
            }
            guard names.contains(metadata.name), archive.file.hasPrefix("\(metadata.name)-") else { continue }
            plan.changes.append(.init(file: archive.file, before: archive.bytes, after: nil))
        }
        return plan
    }

    private func archive(
        of locked: ChartDependency, there: VendorPlan.Archive?
    ) async -> Result<[UInt8], DependencyResolver.Problem> {
        guard let artifact = Artifact.dependency(locked.name, in: locked.repository) else {
            return .failure(.init("'\(locked.repository)' is not the URL of a chart repository"))
        }
        var release = locked.version
        if case .oci = artifact { release = TagSpelling.tag(release) }
        if let there, isRight(there.metadata, locked), await isPublished(there.bytes, artifact, release) {
            return .success(there.bytes)
        }
        switch await upstream.chartArchive(of: artifact, version: release) {
        case .failure(let failure):
            return .failure(.init(failure.message))
        case .success(let file):
            guard file.isAsPublished else {
                return .failure(
                    .init("\(file.source) has \(file.digest), but \(file.published?.text ?? "") was published"))
            }
            do throws(ChartArchiveError) {
                let metadata = try Chart(archive: file.bytes, named: file.source).metadata
                guard isRight(metadata, locked) else {
                    return .failure(.init("\(file.source) holds \(metadata.name) \(metadata.version)"))
                }
                return .success(file.bytes)
            } catch {
                return .failure(.init(error.description))
            }
        }
    }

    private func isRight(_ metadata: ChartMetadata?, _ locked: ChartDependency) -> Bool {
        guard let metadata, metadata.name == locked.name else { return false }
        guard let version = try? Version(metadata.version), let wanted = try? Version(locked.version) else {
            return metadata.version == locked.version
        }
        return version == wanted
    }

    /// True where upstream's digest of a version is the one of these bytes.
    private func isPublished(_ bytes: [UInt8], _ artifact: Artifact, _ release: String) async -> Bool {
        guard case .success(let listing) = await upstream.listing(of: artifact) else { return false }
        let digest = listing.releases.first { $0.text == release }?.digest
        return digest?.text == DependencyDigest.sha256(bytes)
    }
}
