import ArgumentParser
import Git
import Registry
import Transport
import Upstream

/// Where releases are learnt from: live unless a file or a directory is named.
struct SourceOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("Offline: what a snapshot file says upstream offers.", valueName: "file"))
    var snapshot: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Offline: a directory of image layouts, chart repositories and Git repositories.", valueName: "dir"))
    var upstream: String?

    @OptionGroup(title: "Network") var network: NetworkOptions

    func source(_ settings: Settings) throws -> LookupSource {
        let log = try network.requestLog()
        let upstream = try upstream(settings, log: log)
        return LookupSource(upstream: upstream, requests: log, now: try Self.present(of: upstream))
    }

    /// A snapshot is told about as if it were taken now: the same file says the same next year.
    private static func present(of upstream: any UpstreamSource) throws -> Int64 {
        guard let taken = (upstream as? SnapshotUpstream)?.taken, let time = HTTPDate.unixTime(timestamp: taken) else {
            return try Present.unixTime()
        }
        return time
    }

    private func upstream(_ settings: Settings, log: RequestLog?) throws -> any UpstreamSource {
        let snapshot = snapshot ?? (upstream == nil ? Environment.flag("snapshot") : nil)
        let directory = upstream ?? (self.snapshot == nil ? Environment.flag("upstream") : nil)
        guard snapshot == nil || directory == nil else {
            throw ValidationError("--snapshot and --upstream exclude each other")
        }
        if let given = snapshot ?? directory, try network.cache.isOffline() {
            throw ValidationError("--offline is about the cache, but upstream is read from \(given)")
        }
        if let snapshot { return try Self.snapshot(at: snapshot) }
        if let directory {
            guard FilePaths.isDirectory(directory) else { throw Failure("--upstream \(directory): no such directory") }
            return DirectoryUpstream(directory: directory, git: GitClient(environment: Environment.all))
        }
        return try network.liveUpstream(settings, log: log)
    }

    private static func snapshot(at path: String) throws -> SnapshotUpstream {
        guard let bytes = FilePaths.read(path) else { throw Failure("--snapshot \(path): the file cannot be read") }
        do throws(SnapshotError) {
            return SnapshotUpstream(try Snapshot(json: bytes))
        } catch {
            throw Failure("\(path): \(error)")
        }
    }
}

/// Who answers, and the log of what was asked of whom.
struct LookupSource {
    let upstream: any UpstreamSource
    let requests: RequestLog?
    /// The present that the answers are of, in seconds since 1970.
    let now: Int64

    /// A source of the archives that cost no request: those of a directory, and those that the cache holds.
    var archivesAtHand: any UpstreamSource {
        (upstream as? LiveUpstream)?.offline ?? upstream
    }

    /// Prints what `--explain-requests` promises, once the lookups are over.
    func explainRequests() {
        guard let requests else { return }
        Output.note(RequestExplanation.lines(of: requests).joined(separator: "\n"))
    }
}
