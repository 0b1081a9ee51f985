internal import Processes

/// Reads repositories with the user's own `git`, which brings the user's credentials, proxies and keys with it.
///
///     let git = GitClient(environment: environment)
///     let list = try await git.tags(of: "https://github.com/stefanprodan/podinfo")
///
/// Nothing asks a question: what would need an answer of the user's is the error `unauthorized`.
public struct GitClient: Sendable {
    private let environment: [String: String]
    private let time: Duration
    private let ssh: SSHCommand

    /// - Parameters:
    ///   - environment: the user's; `PATH` leads to `git`.
    ///   - time: for one listing.
    public init(environment: [String: String], time: Duration = GitLimits.time) {
        self.environment = environment
        self.time = time
        ssh = SSHCommand(environment: environment)
    }

    /// The tags of a remote repository.
    ///
    /// - Parameter url: `https://…`, `ssh://…`, `user@host:path`; `http://…` on a loopback host.
    public func tags(of url: String) async throws(GitError) -> GitTagList {
        let url = try GitURL(url)
        let command = await ssh.value()
        // As git's own default, whatever the user's configuration says: only the first request may be redirected.
        let arguments = ["-c", "http.followRedirects=initial", "ls-remote", "--tags", "--", url.argument]
        // Anywhere but in a tree, whose configuration would have a say.
        let remote = BoundedProcess(
            "git", arguments, environment: GitEnvironment.remote(url, user: environment, sshCommand: command),
            directory: "/", time: time, outputBytes: GitLimits.outputBytes)
        return try await list(remote, separator: "\t", about: GitMessage.clean(url.name))
    }

    /// The tags of a bare repository in a folder.
    ///
    /// The repository's own configuration is all that is read, and nothing that it could name is run: refs are listed
    /// in place, without a server process, hooks, transports or helpers. Whose folder it is does not matter then
    /// (`safe.directory` guards what we do not use).
    public func tags(inRepository path: String) async throws(GitError) -> GitTagList {
        let repository = BoundedProcess(
            "git", ["show-ref", "--dereference", "--tags"],
            environment: GitEnvironment.local(path, user: environment), time: time,
            outputBytes: GitLimits.outputBytes)
        return try await list(repository, separator: " ", about: GitMessage.clean(path))
    }

    private func list(_ git: BoundedProcess, separator: Character, about name: String) async throws(GitError)
        -> GitTagList
    {
        var output: [UInt8]
        var isCut = false
        do throws(ProcessError) {
            output = try await git.run().output
        } catch {
            switch error.code {
            // What came so far is whole lines but for the last.
            case .tooMuchOutput: isCut = true
            // `show-ref` says so of no refs at all; it names what else is wrong.
            case .failed(.exited(1)) where error.errors.isEmpty && error.output.isEmpty: break
            default: throw GitFailure.error(error, about: name)
            }
            output = error.output
        }
        do throws(GitError) {
            return try TagParser.parse(output, separator: separator, isCut: isCut)
        } catch {
            throw GitError(error.code, "\(name): \(error.message)")
        }
    }
}
