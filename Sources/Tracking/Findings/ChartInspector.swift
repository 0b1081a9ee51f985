import Artifacts
import Charts
import Configuration
import Discovery
import Upstream
import Versioning

/// Learns what upstream says of the charts that a tree uses.
///
/// What comes with the listings costs nothing. Of a chart in a registry the newest version's facts are asked for anyway
/// (two small requests that a run does without when a registry grants few); those of the versions in the tree and of
/// the wanted ones only where a cluster's version is known. Archives, and listings of sub-charts, only where it is asked
/// for (`ChartChecks.fetches`) or where no question leaves the machine.
struct ChartInspector: Sendable {
    private let upstream: any UpstreamSource
    private let checks: ChartChecks
    private let archives = OnceMap<String, ArchiveReading?>()

    init(upstream: any UpstreamSource, checks: ChartChecks) {
        self.upstream = upstream
        self.checks = checks
    }

    /// Nil for anything but a chart.
    func use(of decision: Decision) async -> ChartUse? {
        guard decision.reference.kind == .helmChart || decision.reference.kind == .ociChart,
            let artifact = decision.reference.artifact
        else { return nil }
        var use = ChartUse(decision, artifact)
        // Where no listing was asked for, there is nothing that it would tell.
        guard decision.listed != nil, case .success(let listing) = await upstream.listing(of: artifact) else {
            return use
        }
        use.listing = listing
        use.current = listing.release(decision.current.version, of: decision.reference)
        use.wanted = listing.release(decision.wanted?.version, of: decision.reference)
        use.newest = listing.release(decision.latest?.version, of: decision.reference) ?? use.current
        await askForFacts(&use)
        guard checks.fetches || upstream.answersLocally else { return use }
        if let current = use.current { use.currentArchive = await archive(of: artifact, current.text) }
        if let wanted = use.wanted { use.wantedArchive = await archive(of: artifact, wanted.text) }
        use.behind = await SubchartCheck(upstream: upstream).behind(in: use)
        return use
    }

    private func askForFacts(_ use: inout ChartUse) async {
        guard case .oci(let repository) = use.artifact else { return }
        let reference = use.decision.reference
        let asksMore =
            checks.fetches || upstream.answersLocally
            || checks.clusters?.versions(for: reference.mainSite.file).isEmpty == false
        func facts(_ release: Release?) async -> Release? {
            guard let release else { return nil }
            return await upstream.facts(of: repository, tag: release.text) ?? release
        }
        // A pin was asked for these in any case, to see whether it is deprecated.
        if reference.kind == .ociChart, reference.pin.constraint == nil || asksMore {
            use.newest = await facts(use.newest)
        }
        if use.current?.text == use.newest?.text { use.current = use.newest }
        if use.wanted?.text == use.newest?.text { use.wanted = use.newest }
        guard asksMore else { return }
        use.current = await facts(use.current)
        use.wanted = await facts(use.wanted)
    }

    /// What an archive says; nil where there is none at hand.
    private func archive(of artifact: Artifact, _ version: String) async -> ArchiveReading? {
        await archives.value(for: "\(artifact.identity) \(version)") { [upstream, checks] in
            switch await upstream.chartArchive(of: artifact, version: version) {
            case .success(let file): return Self.read(file)
            case .failure(let failure):
                switch failure.code {
                case .unsupported, .notInSnapshot: return nil
                case .notFound, .notCached: return checks.fetches ? .failed(failure.message) : nil
                default: return .failed(failure.message)
                }
            }
        }
    }

    private static func read(_ file: ChartArchiveFile) -> ArchiveReading {
        do throws(ChartArchiveError) {
            return .read(ArchiveFacts(try Chart(archive: file.bytes, named: file.source), file))
        } catch {
            return .failed(error.description)
        }
    }
}

extension ArchiveFacts {
    init(_ chart: Chart, _ file: ChartArchiveFile) {
        version = chart.metadata.version
        kubeVersion = chart.metadata.kubeVersion
        dependencies = chart.dependencies.map {
            ReleaseDependency(name: $0.name, version: $0.version, repository: $0.repository)
        }
        subcharts = chart.subcharts.map {
            Subchart(
                name: $0.metadata.name, version: $0.metadata.version, isLibrary: $0.metadata.type == "library")
        }
        digest = file.digest
        published = file.published
    }
}

extension Listing {
    /// The release that a version of the tree is: by its text, else by precedence, as Helm finds `v1.2.3` for `1.2.3`.
    fileprivate func release(_ version: String?, of reference: Reference) -> Release? {
        guard let version else { return nil }
        let published = reference.published(version)
        if let exact = releases.first(where: { $0.text == published || $0.text == version }) { return exact }
        guard let wanted = try? Version(threePart: version) else { return nil }
        return releases.first { (try? Version(threePart: TagSpelling.version($0.text))) == wanted }
    }
}
