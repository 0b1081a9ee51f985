import Git
import TestSupport
import Testing

@Suite struct LocalTagsTests {
    private let sample: SampleRepository

    init() throws { sample = try SampleRepository() }

    private func client(_ more: [String: String] = [:]) -> GitClient {
        GitClient(environment: environment(sample.folder.path, more))
    }

    @Test func listsWhatARemoteWould() async throws {
        let list = try await client().tags(inRepository: sample.path)
        #expect(list.tags.map(\.name) == SampleRepository.names)
        let tags = Dictionary(uniqueKeysWithValues: list.tags.map { ($0.name, $0.commit) })
        #expect(tags["of-tag"] == sample.commit && tags["v1.0.0"] == sample.commit)
        run("git", ["--git-dir", sample.path, "pack-refs", "--all"])
        #expect(try await client().tags(inRepository: sample.path) == list)
    }

    @Test func aRepositoryWithoutTagsHasNone() async throws {
        run("git", ["init", "-q", "--bare", "\(sample.folder.path)/empty.git"])
        let list = try await client().tags(inRepository: "\(sample.folder.path)/empty.git")
        #expect(list.tags.isEmpty && list.partial == nil)
    }

    @Test func theUsersConfigurationHasNoSay() async throws {
        sample.folder.write("[broken", to: ".gitconfig")
        let odd = client(["GIT_DIR": "/nowhere", "GIT_NAMESPACE": "x", "GIT_CONFIG_COUNT": "junk"])
        #expect(try await odd.tags(inRepository: sample.path).tags.count == SampleRepository.names.count)
    }

    /// A repository that says its objects are elsewhere, and what program brings them.
    @Test func nothingThatTheRepositoryNamesIsRun() async throws {
        let marker = "\(sample.folder.path)/ran"
        let program = "\(sample.folder.path)/evil"
        writeScript("echo ran >> \(marker)", to: program)
        let settings = [
            "core.repositoryFormatVersion=1", "extensions.partialClone=origin", "remote.origin.promisor=true",
            "remote.origin.url=file://\(sample.path)", "remote.origin.uploadpack=\(program)",
            "core.fsmonitor=\(program)", "core.sshCommand=\(program)", "core.pager=\(program)", "pager.show-ref=true",
            "uploadpack.packObjectsHook=\(program)", "core.alternateRefsCommand=\(program)",
            "alias.show-ref=!\(program)",
        ]
        for setting in settings {
            let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
            run("git", ["--git-dir", sample.path, "config", parts[0], parts[1]])
        }
        // A tag of an object that is not there: to peel it, git would fetch.
        sample.folder.write(String(repeating: "a", count: 40) + "\n", to: "site/repo.git/refs/tags/missing")
        _ = try? await client().tags(inRepository: sample.path)
        #expect(Places.text(marker).isEmpty)
    }

    @Test func whatIsNoRepositoryIsMalformed() async throws {
        for path in ["\(sample.folder.path)/none.git", sample.folder.path] {
            let error = try #require(await failure { try await client().tags(inRepository: path) })
            #expect(error.code == .malformed, "\(error.message)")
            #expect(error.message.contains(path))
        }
        sample.folder.write("junk\n", to: "site/repo.git/refs/tags/bad")
        sample.folder.write("[core]\nrepositoryformatversion = 99\n", to: "site/repo.git/config")
        #expect(await failure { try await client().tags(inRepository: sample.path) }?.code == .malformed)
    }

    @Test func noGit() async throws {
        let error = try #require(
            await failure { try await client(["PATH": sample.folder.path]).tags(inRepository: sample.path) })
        #expect(error.code == .toolMissing)
    }
}
