public import Artifacts
import Charts
public import Git
import Registry

/// Answers from a directory (`--upstream DIR`, section 7 of the design): OCI image layouts, chart repositories and bare
/// Git repositories laid out by host and path. A layout is the folder `_layout`, or where that is absent the tar file
/// `_layout.tar` or `_layout.tar.gz`. Nothing goes to the network.
public struct DirectoryUpstream: UpstreamSource {
    let directory: String
    private let git: GitClient
    private let indexes = OnceMap<ChartRepository, Result<RepositoryIndex, LookupFailure>>()
    private let gitTags = OnceMap<GitRepositoryName, Result<Listing, LookupFailure>>()
    private let layouts = OnceMap<RepositoryName, Result<ImageLayout, LookupFailure>>()

    /// - Parameter git: Reads the Git repositories; of its environment only `PATH` has a say.
    public init(directory: String, git: GitClient = GitClient(environment: [:])) {
        self.directory = directory
        self.git = git
    }

    public var answersLocally: Bool { true }

    public func listing(of artifact: Artifact) async -> Result<Listing, LookupFailure> {
        switch artifact {
        case .oci(let repository):
            return await layout(of: repository).map { layout in
                Listing(releases: layout.tags().tags.map { Release(text: $0, digest: try? layout.digest(of: $0)) })
            }
        case .chart(let repository, let name):
            return await index(of: repository).flatMap { $0.listing(of: name, in: repository) }
        case .git(let repository):
            return await tags(of: repository)
        }
    }

    public func dependencies(of chart: Artifact, version: String) async -> [ReleaseDependency] {
        guard case .chart(let repository, let name) = chart else { return [] }
        return (try? await index(of: repository).get())?.dependencies(of: name, version) ?? []
    }

    public func digest(of repository: RepositoryName, tag: String) async -> Result<Digest?, LookupFailure> {
        await layout(of: repository).map { try? $0.digest(of: tag) }
    }

    public func facts(of repository: RepositoryName, tag: String) async -> Release? {
        guard case .success(let layout) = await layout(of: repository) else { return nil }
        return (try? await layout.chart(of: tag)).flatMap { $0 }.map { ChartFacts.release(tag: tag, $0) }
    }

    public func holdsChart(_ repository: RepositoryName, tag: String) async -> Bool? {
        guard case .success(let layout) = await layout(of: repository) else { return nil }
        return (try? layout.manifest(of: tag)).map(OCIChart.isChart)
    }

    func layout(of repository: RepositoryName) async -> Result<ImageLayout, LookupFailure> {
        await layouts.value(for: repository) { [directory] in
            let path = "\(directory)/oci/\(repository)/_layout"
            let archive = [".tar", ".tar.gz"].map { path + $0 }.first(where: LocalFile.exists)
            guard LocalFile.isDirectory(path) || archive != nil else {
                return .failure(
                    LookupFailure(.notFound, "the upstream directory does not have \(repository): no folder \(path)"))
            }
            do throws(RegistryError) {
                // A folder beside an archive is what was unpacked from it, and quicker to read.
                if let archive, !LocalFile.isDirectory(path) { return .success(try ImageLayout(archive: archive)) }
                return .success(try ImageLayout(directory: path))
            } catch {
                // The folder is there: what is wrong with it is no answer that there is no such artifact.
                return .failure(LookupFailure(.invalidResponse, error.message))
            }
        }
    }

    private func tags(of repository: GitRepositoryName) async -> Result<Listing, LookupFailure> {
        await gitTags.value(for: repository) { [directory, git] in
            let path = "\(directory)/git/\(repository.hostAndPath).git"
            guard LocalFile.isDirectory(path) else {
                return .failure(
                    LookupFailure(
                        .notFound, "the upstream directory does not have \(repository.identity): no folder \(path)"))
            }
            do throws(GitError) {
                return .success(Listing(try await git.tags(inRepository: path)))
            } catch {
                return .failure(LookupFailure(error))
            }
        }
    }

    func index(of repository: ChartRepository) async -> Result<RepositoryIndex, LookupFailure> {
        await indexes.value(for: repository) { [directory] in
            LocalFile.index(
                "\(directory)/http/\(repository.hostAndPath)/index.yaml", of: repository.description)
        }
    }
}
