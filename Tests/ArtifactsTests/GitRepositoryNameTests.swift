import Artifacts
import Testing

@Suite struct GitRepositoryNameTests {
    @Test(arguments: [
        ("https://github.com/org/repo", "https://github.com/org/repo"),
        ("https://github.com/org/repo.git", "https://github.com/org/repo"),
        ("https://github.com/org/repo.git/", "https://github.com/org/repo"),
        ("http://git.example.com/repo/", "https://git.example.com/repo"),
        ("https://GitHub.com/Org/Repo", "https://github.com/Org/Repo"),
        ("https://user:token@github.com/org/repo", "https://github.com/org/repo"),
        ("ssh://git@github.com/org/repo.git", "https://github.com/org/repo"),
        ("ssh://git@host:2222/org/repo.git", "https://host:2222/org/repo"),
        ("ssh://host/org/repo", "https://host/org/repo"),
        ("git@github.com:org/repo.git", "https://github.com/org/repo"),
        ("git@github.com:org/repo", "https://github.com/org/repo"),
        ("git@host:/srv/repo.git", "https://host/srv/repo"),
        ("first.last-1@host:repo", "https://host/repo"),
        ("https://github.com/org/re@po", "https://github.com/org/re@po"),
        ("https://host/org/group/sub/repo", "https://host/org/group/sub/repo"),
    ])
    func identity(text: String, identity: String) throws {
        let repository = try #require(GitRepositoryName(text))
        #expect(repository.identity == identity)
        #expect(repository.url == text)
        #expect("https://\(repository.hostAndPath)" == identity)
    }

    @Test func spellingsOfOneRepositoryAreEqual() {
        let spellings = [
            "https://h.io/o/r", "https://h.io/o/r.git", "ssh://git@h.io/o/r", "git@h.io:o/r", "git@h.io:/o/r.git",
        ]
        #expect(Set(spellings.compactMap(GitRepositoryName.init)).count == 1)
        #expect(spellings.compactMap(GitRepositoryName.init).count == spellings.count)
    }

    /// Nothing of this may reach the `git` program.
    @Test(arguments: [
        "", "repo", "./repo", "../repo", "/srv/repo", "file:///srv/repo", "git://host/repo", "ext::sh -c id",
        "ext::a@b:c",
        "--upload-pack=id", "-oProxyCommand=id@host:repo", "--upload-pack=x@h:r", "-u@host:repo", "@host:repo",
        "a b@host:repo", "a;b@host:repo", "git@-host:repo", "git@..:repo", "git@host:", "git@host:/", "git@ho st:r",
        "ssh://-oProxyCommand=id/repo", "ssh://-oProxyCommand=id@host/repo", "ssh://git@-host/repo", "https://host",
        "https://host/", "https:///repo",
        "https://host/a b", "https://host/a\n", "https://host/../repo", "git@host:../repo", "git@host:a/../../b",
        "https://../repo", "https://host/.git", "x/y@host:repo", "git@host/path:repo",
    ])
    func isNone(text: String) {
        #expect(GitRepositoryName(text) == nil)
    }
}
