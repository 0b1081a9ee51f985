internal import Processes

extension GitClient {
    /// What lies in a working tree, is not tracked, and is ignored (`.gitignore`, `.git/info/exclude`, the user's excludes).
    ///
    /// Paths relative to the folder, without a slash at the end; of a folder that is ignored whole, the folder alone.
    ///
    /// - Throws: Where there is no `git`, no repository around the folder, or `git` refuses to look into somebody else's.
    public func ignoredFiles(in folder: String) async throws(GitError) -> [String] {
        let git = BoundedProcess(
            "git",
            // A repository may name a program that watches files: none is run.
            [
                "-c", "core.fsmonitor=false", "ls-files", "-z", "--others", "--ignored", "--exclude-standard",
                "--directory",
            ],
            environment: GitEnvironment.tree(user: environment), directory: folder, time: GitLimits.treeTime,
            outputBytes: GitLimits.treeBytes, memoryBytes: GitLimits.memoryBytes)
        let (bytes, isCut) = try await output(of: git, about: GitMessage.clean(folder))
        guard !isCut else {
            throw GitError(.malformed, "\(GitMessage.clean(folder)): more ignored files than can be listed")
        }
        return bytes.split(separator: 0).map { name in
            String(decoding: name.last == UInt8(ascii: "/") ? name.dropLast() : name, as: UTF8.self)
        }
    }
}
