import ArgumentParser
import Artifacts
import Charts
import Discovery
import Tracking
import Upstream

/// Finds and reads the chart that a word on the command line means.
struct ChartLookup {
    let word: String
    /// A version or a range; nil for what the tree has, or the newest stable one.
    let version: String?
    let source: SourceOptions

    func inspect() async throws -> InspectedChart {
        if let local = try local() { return local }
        let (artifact, pinned) = try await artifact()
        let lookups = try source.source()
        defer { lookups.explainRequests() }
        let upstream = lookups.upstream
        let (archive, release) = try await archive(of: artifact, version ?? pinned, from: upstream)
        let chart: Chart
        do throws(ChartArchiveError) {
            chart = try Chart(archive: archive.bytes, named: archive.source)
        } catch {
            throw Failure(error.description)
        }
        var provenance: [UInt8]?
        switch await upstream.provenance(of: artifact, version: release) {
        case .success(let bytes): provenance = bytes
        case .failure(let failure): Output.note("the provenance file cannot be had: \(failure.message)")
        }
        return InspectedChart(
            chart, artifact: artifact, release: release, archive: archive, source: archive.source,
            provenance: provenance)
    }

    /// A chart that lies on this machine: a folder with a `Chart.yaml`, or an archive.
    private func local() throws -> InspectedChart? {
        let isFolder = FilePaths.isDirectory(word)
        let isCalledArchive = [".tgz", ".tar.gz"].contains(where: word.hasSuffix)
        let isArchive = isCalledArchive && !isFolder && FilePaths.exists(word)
        if looksLikePath || isCalledArchive, !FilePaths.exists(word),
            ArtifactLookup.byHost(word) == nil || looksLikePath
        {
            throw Failure("\(word): no such file or folder")
        }
        guard isArchive || isFolder && (FilePaths.exists("\(word)/Chart.yaml") || looksLikePath) else { return nil }
        if let version { throw ValidationError("--version \(version): \(word) is one version") }
        do throws(ChartArchiveError) {
            if !isArchive { return InspectedChart(try Chart(directory: word), source: word) }
            guard let bytes = FilePaths.read(word), let file = ChartArchiveFile(bytes: bytes, path: word) else {
                throw ChartArchiveError(.unreadable, archive: word, "cannot be read")
            }
            return InspectedChart(
                try Chart(archive: bytes, named: word), archive: file, source: word,
                provenance: FilePaths.exists("\(word).prov") ? FilePaths.read("\(word).prov") : nil)
        } catch {
            throw Failure(error.description)
        }
    }

    private var looksLikePath: Bool {
        [".", "..", "~"].contains(word) || ["/", "./", "../"].contains(where: word.hasPrefix) || word.hasSuffix("/")
    }

    /// The artifact, and what the tree has of it where the tree was asked.
    private func artifact() async throws -> (Artifact, pinned: String?) {
        if let artifact = ArtifactLookup.byHost(word) {
            if case .git = artifact {
                throw ValidationError("\(word): a Git repository is no chart; its folder may be")
            }
            return (artifact, nil)
        }
        let session = try await Session(path: ".")
        let references = try session.references([word]).filter { $0.kind != .image && $0.kind != .gitTag }
        guard !references.isEmpty else { throw ValidationError("'\(word)' names no chart in the tree here") }
        let artifacts = Set(references.compactMap(\.artifact))
        guard let artifact = artifacts.first else {
            throw Failure("'\(word)': \(references.compactMap(\.unbound).first ?? "its source is not known")")
        }
        guard artifacts.count == 1 else {
            throw ValidationError("'\(word)' means several charts:\n  \(Self.list(artifacts.map(\.identity)))")
        }
        let pins = Set(references.compactMap { $0.pin.version ?? $0.pin.constraint ?? $0.pin.digest?.text })
        guard pins.count <= 1 || version != nil else {
            throw ValidationError(
                "the tree has '\(word)' at several versions; --version names one:\n  \(Self.list(pins))")
        }
        return (artifact, pins.first)
    }

    private static func list(_ names: some Sequence<String>) -> String { names.sorted().joined(separator: "\n  ") }

    private func archive(
        of artifact: Artifact, _ wanted: String?, from upstream: any UpstreamSource
    ) async throws -> (ChartArchiveFile, release: String) {
        // What is written in full needs no list; some registries have none.
        if let wanted, let release = ChartVersionChoice.exact(wanted, of: artifact),
            case .success(let archive) = await upstream.chartArchive(of: artifact, version: release)
        {
            return (archive, release)
        }
        do {
            let listing = try await upstream.listing(of: artifact).get()
            let release = try ChartVersionChoice.choose(wanted, of: listing, chart: artifact)
            return (try await upstream.chartArchive(of: artifact, version: release.text).get(), release.text)
        } catch let failure as LookupFailure {
            let name = artifact.identity
            throw Failure(failure.message.contains(name) ? failure.message : "\(name): \(failure.message)")
        } catch let problem as ChartVersionChoice.Problem {
            throw Failure(problem.description)
        }
    }
}
