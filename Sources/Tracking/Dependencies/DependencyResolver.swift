import Artifacts
import Charts
import Discovery
import Upstream
import Versioning

/// Resolves what a chart asks for to what a lock has, as `helm dependency update` does.
///
/// Source: Helm, `internal/resolver`. Stricter in three places, where Helm writes a lock that nothing can be built from:
/// a tag that no registry has, a range that no tag satisfies, and a local chart whose version is none.
struct DependencyResolver: Sendable {
    let upstream: any UpstreamSource
    /// A chart on disk, by a path that is absolute or relative to the folder of the chart that names it.
    let local: @Sendable (_ folder: String, _ path: String) -> Result<Chart, LocalChartError>

    struct Problem: Error {
        let message: String

        init(_ message: String) { self.message = message }
    }

    /// - Parameters:
    ///   - list: What the chart asks for, names of repositories replaced.
    ///   - lock: What it is locked to now: a tag that stands there already need not be asked for.
    func resolve(
        _ dependency: ChartDependency, of list: DependencyList, in folder: String, lock: ChartLock?
    ) async -> Result<ChartDependency, Problem> {
        func locked(_ version: String) -> Result<ChartDependency, Problem> {
            .success(
                ChartDependency(name: dependency.name, version: version, repository: dependency.repository))
        }
        func failed(_ message: String) -> Result<ChartDependency, Problem> { .failure(Problem(message)) }
        let constraint: Constraint
        do throws(ConstraintError) {
            constraint = try Constraint(dependency.version)
        } catch {
            return failed(
                dependency.version.isEmpty
                    ? "it names no version" : "'\(dependency.version)' is neither a version nor a range: \(error)")
        }
        if dependency.repository.isEmpty {
            switch local(folder, "charts/\(dependency.name)") {
            case .failure(let error): return failed(error.message)
            case .success(let chart):
                guard let version = try? Version(chart.metadata.version), constraint.allows(version) else {
                    return failed(
                        "charts/\(dependency.name) has version \(chart.metadata.version), which is not asked for")
                }
                return locked(dependency.version)
            }
        }
        if dependency.repository.hasPrefix("file://") {
            switch local(folder, String(dependency.repository.dropFirst("file://".count))) {
            case .failure(let error): return failed(error.message)
            case .success(let chart):
                let text = chart.metadata.version
                guard let version = try? Version(text) else { return failed("its version '\(text)' is none") }
                guard constraint.allows(version) else {
                    return failed("it has version \(text), which \(dependency.version) does not allow")
                }
                return locked(text)
            }
        }
        if let name = RepositoryNames.name(in: dependency.repository) {
            return failed("nothing tells which repository '\(name)' is: Helm's configuration on this machine has none")
        }
        guard let artifact = artifact(of: dependency, in: list) else {
            return failed("'\(dependency.repository)' is not the URL of a chart repository")
        }
        return await resolve(dependency, constraint, as: artifact, lock: lock).map {
            ChartDependency(name: dependency.name, version: $0, repository: dependency.repository)
        }
    }

    /// Helm keeps repositories by the names of charts: of two dependencies on charts of one name the first one's is
    /// looked into for both.
    private func artifact(of dependency: ChartDependency, in list: DependencyList) -> Artifact? {
        guard !dependency.repository.hasPrefix("oci://") else {
            return .dependency(dependency.name, in: dependency.repository)
        }
        let first = list.present.first { $0.name == dependency.name && !$0.repository.isEmpty } ?? dependency
        return .dependency(dependency.name, in: first.repository)
    }

    private func resolve(
        _ dependency: ChartDependency, _ constraint: Constraint, as artifact: Artifact, lock: ChartLock?
    ) async -> Result<String, Problem> {
        let range = dependency.version
        if case .oci(let repository) = artifact, (try? Version(range)) != nil {
            let isKnown = lock?.dependencies.contains {
                $0.name == dependency.name && $0.repository == dependency.repository && $0.version == range
            }
            if isKnown == true { return .success(range) }
            return await tag(TagSpelling.tag(range), of: repository).map { range }
        }
        switch await upstream.listing(of: artifact) {
        case .failure(let failure):
            return .failure(Problem(failure.message))
        case .success(let listing):
            if case .partial(let reason) = listing.completeness {
                return .failure(Problem("the list of releases is not complete: \(reason)"))
            }
            var best: (version: Version, text: String)?
            for release in listing.releases {
                guard let version = HelmVersions.version(of: release, in: artifact), constraint.allows(version) else {
                    continue
                }
                // Of equal versions the one that is written as asked for, else the first.
                if let best, version < best.version || (version == best.version && release.text != range) { continue }
                best = (version, release.text)
            }
            if let known = locked(dependency, in: lock), constraint.allows(known),
                best.map({ $0.version < known }) ?? false
            {
                // A list that is shorter than it was is no reason to go back.
                return .success(known.text)
            }
            guard let best else { return .failure(Problem("upstream has no version for \(range)")) }
            if case .oci = artifact { return .success(best.version.canonical) }
            return .success(best.text)
        }
    }

    /// What the lock has for the same chart of the same repository.
    private func locked(_ dependency: ChartDependency, in lock: ChartLock?) -> Version? {
        let entry = lock?.dependencies.first { $0.name == dependency.name && $0.repository == dependency.repository }
        return entry.flatMap { try? Version($0.version) }
    }

    /// Whether a registry has a tag: asked for by itself, because Helm does not list here, and some registries cannot.
    private func tag(_ tag: String, of repository: RepositoryName) async -> Result<Void, Problem> {
        switch await upstream.digest(of: repository, tag: tag) {
        case .success(_?): return .success(())
        case .success(nil):
            switch await upstream.listing(of: .oci(repository)) {
            case .success(let listing) where listing.releases.contains { $0.text == tag }: return .success(())
            case .success: return .failure(Problem("\(repository) has no tag \(tag)"))
            case .failure(let failure): return .failure(Problem(failure.message))
            }
        case .failure(let failure):
            return .failure(Problem(failure.message))
        }
    }
}

/// Why a chart on disk cannot be read.
public struct LocalChartError: Error, Hashable, Sendable {
    public let message: String

    public init(_ message: String) { self.message = message }
}
