import Artifacts
import Synchronization
import Testing
import Upstream

/// An upstream that knows what a test says, and counts what it is asked.
final class ScriptedUpstream: UpstreamSource {
    private let listings: [String: Result<Listing, LookupFailure>]
    private let digests: [String: String]
    private let facts: [String: Release]
    private let charts: Set<String>
    private let archives: [String: ChartArchiveFile]
    let answersLocally: Bool
    private let questions = Mutex<[String: Int]>([:])

    /// - Parameters:
    ///   - listings: By identity. What is not there is not found.
    ///   - digests: By tag, for all repositories; the tag `down` fails.
    ///   - facts: By tag.
    ///   - charts: Tags that hold a chart.
    ///   - archives: By identity and version, with a blank between; an empty archive fails.
    ///   - isLocal: Nothing leaves the machine.
    init(
        _ listings: [String: Result<Listing, LookupFailure>], digests: [String: String] = [:],
        facts: [String: Release] = [:], charts: Set<String> = [], archives: [String: ChartArchiveFile] = [:],
        isLocal: Bool = false
    ) {
        self.listings = listings
        self.digests = digests
        self.facts = facts
        self.charts = charts
        self.archives = archives
        answersLocally = isLocal
    }

    /// How often each question was asked: an identity, or `what identity:tag`.
    var asked: [String: Int] { questions.withLock { $0 } }

    func listing(of artifact: Artifact) async -> Result<Listing, LookupFailure> {
        count(artifact.identity)
        // Answers come in another order than questions.
        for _ in 0..<(artifact.identity.utf8.count * 7 % 13) { await Task.yield() }
        return listings[artifact.identity] ?? .failure(LookupFailure(.notFound, "no such artifact"))
    }

    func digest(of repository: RepositoryName, tag: String) async -> Result<Digest?, LookupFailure> {
        count("digest \(repository):\(tag)")
        if digests[tag] == "down" { return .failure(LookupFailure(.unavailable, "the registry is down")) }
        return .success(digests[tag].flatMap { Digest(long($0)) })
    }

    func facts(of repository: RepositoryName, tag: String) async -> Release? {
        count("facts \(repository):\(tag)")
        return facts[tag]
    }

    func holdsChart(_ repository: RepositoryName, tag: String) async -> Bool? {
        count("holdsChart \(repository):\(tag)")
        return charts.contains(tag)
    }

    func chartArchive(of chart: Artifact, version: String) async -> Result<ChartArchiveFile, LookupFailure> {
        count("archive \(chart.identity) \(version)")
        return archives["\(chart.identity) \(version)"].map(Result.success)
            ?? .failure(LookupFailure(.notFound, "there is no archive of \(version)"))
    }

    private func count(_ question: String) { questions.withLock { $0[question, default: 0] += 1 } }
}

/// The digest of 64 digits that tables write as one: `a` is `sha256:aaa…`.
func long(_ digit: String) -> String {
    "sha256:" + String(repeating: digit, count: 64)
}

extension Listing {
    /// Reads `1.0.0 1.1.0@b 1.2.0!`: versions, with a digest, deprecated; `…` for a list that is not complete.
    init(line: String) {
        let words = line.split(separator: " ").map(String.init)
        let releases = words.filter { $0 != "…" }.map { word in
            let parts = word.split(separator: "@", maxSplits: 1).map(String.init)
            let isDeprecated = word.hasSuffix("!")
            return Release(
                text: isDeprecated ? String(parts[0].dropLast()) : parts[0],
                digest: parts.count > 1 ? Digest(long(parts[1])) : nil, deprecated: isDeprecated
            )
        }
        self.init(releases: releases, completeness: words.contains("…") ? .partial("page 2 failed") : .complete)
    }
}
