import FakeRegistry
import Git
import Glibc
import TestSupport
import Testing

/// An environment for `git` in which nothing of this machine's user has a say.
func environment(_ home: String, _ more: [String: String] = [:]) -> [String: String] {
    ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": home, "GIT_CONFIG_NOSYSTEM": "1"].merging(more) { _, new in new }
}

/// A bare repository with a lightweight tag, an annotated one, one of a tag, one of a tree, one in a folder, and one
/// that is not ASCII.
struct SampleRepository {
    static let names = ["folder/v3", "of-tag", "of-tree", "v1.0.0", "v1.1.0", "ünïcode"]

    let folder = TemporaryTree()
    let commit: String
    let tree: String

    /// `site/repo.git` below the folder.
    var path: String { "\(folder.path)/site/repo.git" }
    var site: String { "\(folder.path)/site" }

    init() throws {
        let result = run(
            "/bin/sh",
            [
                "-e", "-c",
                """
                git init -q --bare site/repo.git
                export GIT_DIR=site/repo.git
                tree=$(git write-tree)
                commit=$(echo first | git commit-tree $tree)
                git tag v1.0.0 $commit
                git tag -a -m two v1.1.0 $commit
                git tag -a -m three of-tag v1.1.0
                git tag of-tree $tree
                git tag -a -m four folder/v3 $commit
                git tag ünïcode $commit
                git branch main $commit
                git update-server-info
                echo $commit $tree
                """,
            ], directory: folder.path,
            environment: [
                "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "a",
                "GIT_AUTHOR_EMAIL": "a@x.example", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@x.example",
                "GIT_DIR": "", "GIT_WORK_TREE": "", "GIT_INDEX_FILE": "",
            ])
        let words = result.output.split(whereSeparator: \.isWhitespace).map(String.init)
        try #require(words.count == 2, "git failed: \(result.errors)")
        commit = words[0]
        tree = words[1]
    }

    /// The files below `site`, as a web server gives them: what `git` calls dumb HTTP.
    func reply(to request: FakeRequest) -> FakeReply {
        let file = "\(site)\(request.path)"
        guard access(file, R_OK) == 0, !request.path.contains("..") else { return FakeReply(404, text: "no such file") }
        return FakeReply(200, text: Places.text(file))
    }
}

/// The error that a lookup ends with.
func failure(_ body: () async throws -> GitTagList) async -> GitError? {
    do {
        let list = try await body()
        Issue.record("expected an error, got \(list)")
        return nil
    } catch {
        return error as? GitError
    }
}
