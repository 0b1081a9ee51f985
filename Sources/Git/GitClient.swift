internal import Processes

/// Reads repositories with the user's own `git`, which brings the user's credentials, proxies and keys with it.
///
///     let git = GitClient(environment: environment)
///     let list = try await git.tags(of: "https://github.com/stefanprodan/podinfo")
///
/// Nothing asks a question: what would need an answer of the user's is the error `unauthorized`.
public struct GitClient: Sendable {
    let environment: [String: String]
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
        // As git's own default, whatever the user's configuration says: only the first request may be redirected. Not
        // even that with a header of ours, which git would send to wherever it was led.
        let redirects = url.account == nil ? "initial" : "false"
        func listing(_ kind: String) -> BoundedProcess {
            // Anywhere but in a tree, whose configuration would have a say.
            BoundedProcess(
                "git", ["-c", "http.followRedirects=\(redirects)", "ls-remote", kind, "--", url.argument],
                environment: GitEnvironment.remote(url, user: environment, sshCommand: command), directory: "/",
                time: time, outputBytes: GitLimits.outputBytes, memoryBytes: GitLimits.memoryBytes)
        }
        let name = GitMessage.clean(url.name)
        let list = try await list(listing("--tags"), separator: "\t", about: name)
        // A web page without line feeds is an empty list to git: where there are no tags, branches must prove that
        // there is a repository.
        if list.tags.isEmpty, list.unusable == 0, try await output(of: listing("--heads"), about: name).bytes.isEmpty {
            throw GitError(.malformed, "\(name): neither tags nor branches; expected a Git repository with refs")
        }
        return list
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
            outputBytes: GitLimits.outputBytes, memoryBytes: GitLimits.memoryBytes)
        return try await list(repository, separator: " ", about: GitMessage.clean(path))
    }

    private func list(_ git: BoundedProcess, separator: Character, about name: String) async throws(GitError)
        -> GitTagList
    {
        let (bytes, isCut) = try await output(of: git, about: name)
        do throws(GitError) {
            return try TagParser.parse(bytes, separator: separator, isCut: isCut)
        } catch {
            throw GitError(error.code, "\(name): \(error.message)")
        }
    }

    /// What a run wrote, and whether the limit cut it.
    func output(of git: BoundedProcess, about name: String) async throws(GitError)
        -> (bytes: [UInt8], isCut: Bool)
    {
        do throws(ProcessError) {
            return (try await git.run().output, false)
        } catch {
            switch error.code {
            // What came so far is whole lines but for the last.
            case .tooMuchOutput: return (error.output, true)
            // `show-ref` says so of no refs at all; it names what else is wrong.
            case .failed(.exited(1)) where error.errors.isEmpty && error.output.isEmpty: return ([], false)
            default: throw GitFailure.error(error, about: name)
            }
        }
    }
}
