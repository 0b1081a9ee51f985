import Artifacts
import Charts
public import Configuration
public import Discovery
import SourceYAML
public import Upstream
import Versioning

/// Reviews upgrades of charts: reads both archives, compares them, and looks at what the tree gives to them.
public struct Reviewer: Sendable {
    private let upstream: any UpstreamSource
    private let tree: DiscoveredTree
    private let clusters: ClusterVersions?
    private let charts = OnceMap<String, Result<Chart, ReviewFailure>>()

    /// Archives between the two versions that are read for their release notes.
    private static let notesBetween = 10

    /// - Parameter clusters: The clusters that the tree is for; nil where they are not known.
    public init(upstream: any UpstreamSource, tree: DiscoveredTree, clusters: ClusterVersions? = nil) {
        self.upstream = MemoizedUpstream(upstream)
        self.tree = tree
        self.clusters = clusters
    }

    /// Reviews one step of one chart for the references that would take it.
    ///
    /// - Parameters:
    ///   - from: The version in the tree, as written.
    ///   - to: A version of upstream, as published or as the tree writes it.
    ///   - references: To one artifact; their installations are looked at.
    ///   - readsBetween: Whether the archives of versions between may be fetched for their release notes.
    public func review(
        _ references: [Reference], from: String, to: String, readsBetween: Bool
    ) async -> Result<ChartReview, ReviewFailure> {
        guard let artifact = references.first?.artifact else {
            return .failure(ReviewFailure("there is no chart to review"))
        }
        return await review(artifact, references, from: from, to: to, readsBetween: readsBetween)
    }

    /// - Parameter references: Empty for a chart that nothing of the tree pins: what it means for values is not told then.
    private func review(
        _ artifact: Artifact, _ references: [Reference], from: String, to: String, readsBetween: Bool
    ) async -> Result<ChartReview, ReviewFailure> {
        switch await upstream.listing(of: artifact) {
        case .failure(let failure):
            return .failure(ReviewFailure(failure.message))
        case .success(let listing):
            do throws(ReviewFailure) {
                let old = try Self.published(from, of: artifact, in: listing)
                let new = try Self.published(to, of: artifact, in: listing)
                let charts = (
                    try await chart(artifact, old).get(), try await chart(artifact, new).get()
                )
                var comparison = ChartComparison(from: charts.0, to: charts.1)
                if readsBetween {
                    comparison.notes += await notes(
                        of: artifact, after: old, before: new, in: listing, known: comparison.notes)
                }
                let items = await items(comparison, references)
                return .success(
                    ChartReview(
                        artifact: artifact, from: old, to: new, references: references, items: items,
                        comparison: comparison))
            } catch {
                return .failure(error)
            }
        }
    }

    /// Steps that are reviewed at the same time: a chart unpacked may have 100 MiB.
    private static let concurrency = 4

    /// Reviews steps, in their order.
    public func review(
        _ steps: [ReviewStep], readsBetween: Bool
    ) async -> [Result<ChartReview, ReviewFailure>] {
        await withTaskGroup(of: (Int, Result<ChartReview, ReviewFailure>).self) { group in
            var outcomes: [Int: Result<ChartReview, ReviewFailure>] = [:]
            for (index, step) in steps.enumerated() {
                if index >= Self.concurrency, let (done, outcome) = await group.next() { outcomes[done] = outcome }
                group.addTask {
                    (
                        index,
                        await review(
                            step.artifact, step.references, from: step.from, to: step.to, readsBetween: readsBetween)
                    )
                }
            }
            for await (done, outcome) in group { outcomes[done] = outcome }
            return steps.indices.compactMap { outcomes[$0] }
        }
    }

    /// Upstream's own spelling of a version: `v` or not, `+` or `_`.
    private static func published(
        _ version: String, of artifact: Artifact, in listing: Listing
    ) throws(ReviewFailure) -> String {
        let bare = version.hasPrefix("v") ? String(version.dropFirst()) : version
        var spellings = [version, "v\(version)", bare]
        if case .oci = artifact { spellings = spellings.map { TagSpelling.tag($0) } + spellings }
        for text in spellings where listing.releases.contains(where: { $0.text == text }) { return text }
        throw ReviewFailure("\(artifact.identity): upstream does not list \(version)")
    }

    private func chart(_ artifact: Artifact, _ version: String) async -> Result<Chart, ReviewFailure> {
        let name = "\(artifact.lastSegment) \(version)"
        return await charts.value(for: "\(artifact.identity) \(version)") { [upstream] in
            switch await upstream.chartArchive(of: artifact, version: version) {
            case .failure(let failure):
                return .failure(ReviewFailure("\(name): \(failure.message)"))
            case .success(let file):
                do throws(ChartArchiveError) {
                    return .success(try Chart(archive: file.bytes, named: file.source))
                } catch {
                    return .failure(ReviewFailure("\(name): \(error)"))
                }
            }
        }
    }

    /// What the publishers of the versions between say, the newest first.
    private func notes(
        of artifact: Artifact, after old: String, before new: String, in listing: Listing, known: [ReleaseNote]
    ) async -> [ReleaseNote] {
        // A changelog tells of all of them already.
        guard known.allSatisfy({ $0.source == "Chart.yaml" }), !known.isEmpty,
            let low = try? Version(TagSpelling.version(old)), let high = try? Version(TagSpelling.version(new))
        else { return [] }
        let between = listing.releases.compactMap { release -> (text: String, version: Version)? in
            guard let version = try? Version(TagSpelling.version(release.text)), version > low, high > version,
                !version.isPrerelease
            else { return nil }
            return (release.text, version)
        }.sorted { $0.version > $1.version }
        var notes: [ReleaseNote] = []
        for release in between.prefix(Self.notesBetween) {
            guard case .success(let chart) = await chart(artifact, release.text) else { continue }
            notes += ReleaseNotes.annotated(in: chart.metadata)
        }
        return notes
    }

    private func items(_ comparison: ChartComparison, _ references: [Reference]) async -> [ReviewItem] {
        var installations: [ChartInstallation] = []
        for reference in references { installations += await tree.installations(of: reference) }
        let groups = Set(comparison.resources.filter(\.isNarrower).map(\.group))
        let objects = await tree.objects(ofGroups: groups)
        var items = MetadataRule.items(comparison)
        for cluster in clusterVersions(of: references) {
            items += KubeVersionRule.items(comparison, kubeVersion: cluster)
            items += RemovedAPIRule.items(comparison, kubeVersion: cluster)
        }
        items +=
            CustomResourceRule.items(comparison, objects: objects, installations: installations)
            + ChartRule.items(comparison)
        // A chart that nothing of the tree gives values to takes all defaults.
        let site = references.first?.mainSite
        let bare = ChartInstallation(
            owner: references.first?.owner ?? Owner(apiVersion: nil, kind: nil, namespace: nil, name: nil),
            file: site?.file ?? "", line: site?.position.line ?? 0, layers: [])
        let releases = (installations.isEmpty ? [bare] : installations).map(ReleaseValues.init)
        for release in releases {
            items += Self.items(
                ReviewContext(comparison: comparison, release: release))
        }
        return items
    }

    /// The versions of the clusters that the references are for; nil alone where none is known.
    private func clusterVersions(of references: [Reference]) -> [String?] {
        var seen: Set<String> = []
        let versions = references.flatMap { clusters?.versions(for: $0.mainSite.file) ?? [] }.map { version in
            // A vendor's suffix is no pre-release: Helm takes it off, too, from a version that is given by hand.
            String(version.text.prefix { $0 != "-" && $0 != "+" })
        }.filter { seen.insert($0).inserted }
        return versions.isEmpty ? [nil] : versions
    }

    private static func items(_ context: ReviewContext) -> [ReviewItem] {
        let violations = SchemaRule.items(context)
        let paths = Set(violations.map(\.path))
        // What the schema refuses needs no second word, but for where it has gone.
        let keys = KeyRules.items(context).filter { $0.code == .keyMoved || !paths.contains($0.path) }
        return violations + keys + DefaultRule.items(context) + ImageRule.items(context)
            + DependencyRule.items(context) + UnknownRule.items(context)
    }
}
