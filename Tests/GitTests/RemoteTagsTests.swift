import FakeRegistry
import Git
import TestSupport
import Testing

/// The user's `git` against servers on loopback.
@Suite struct RemoteTagsTests {
    private let sample: SampleRepository

    init() throws { sample = try SampleRepository() }

    private func client(_ more: [String: String] = [:], time: Duration = .seconds(60)) -> GitClient {
        GitClient(environment: environment(sample.folder.path, more), time: time)
    }

    private func server(_ handler: @escaping FakeServer.Handler) throws -> FakeServer {
        try FakeServer(handler)
    }

    @Test func listsEveryKindOfTag() async throws {
        let server = try server { [sample] in sample.reply(to: $0) }
        let list = try await client().tags(of: "\(server.url)/repo.git")
        #expect(list.tags.map(\.name) == SampleRepository.names)
        #expect(list.partial == nil && list.unusable == 0)
        let tags = Dictionary(uniqueKeysWithValues: list.tags.map { ($0.name, $0) })
        #expect(tags["v1.0.0"]?.object == sample.commit && tags["v1.0.0"]?.peeled == nil)
        for name in ["v1.1.0", "of-tag", "folder/v3"] {
            #expect(tags[name]?.commit == sample.commit && tags[name]?.object != sample.commit, "\(name)")
        }
        #expect(tags["of-tree"]?.commit == sample.tree)
    }

    @Test func aRepositoryWithoutTagsHasNone() async throws {
        let object = sample.commit
        let server = try server { request in
            request.path == "/r/info/refs" ? FakeReply(200, text: "\(object)\trefs/heads/main\n") : FakeReply(404)
        }
        #expect(try await client().tags(of: "\(server.url)/r").tags.isEmpty)
    }

    @Test func aRepositoryWithoutAnyRefIsDoubted() async throws {
        let server = try server { _ in FakeReply(200, text: "") }
        let error = try #require(await failure { try await client().tags(of: "\(server.url)/r") })
        #expect(error.code == .malformed)
    }

    @Test func theSurroundingsHaveNoSay() async throws {
        let server = try server { [sample] in sample.reply(to: $0) }
        let odd = client(["GIT_DIR": sample.path, "GIT_NAMESPACE": "other", "GIT_TRACE": "1", "GIT_CURL_VERBOSE": "1"])
        #expect(try await odd.tags(of: "\(server.url)/repo.git").tags.count == SampleRepository.names.count)
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let reply: FakeReply
        let code: GitError.Code
    }

    private static let faults = [
        Fault(testDescription: "404", reply: FakeReply(404), code: .notFound),
        Fault(testDescription: "410", reply: FakeReply(410), code: .notFound),
        Fault(testDescription: "401", reply: FakeReply(401).with("WWW-Authenticate", "Basic"), code: .unauthorized),
        Fault(testDescription: "403", reply: FakeReply(403), code: .unauthorized),
        Fault(testDescription: "429", reply: FakeReply(429), code: .rateLimited),
        Fault(testDescription: "500", reply: FakeReply(500), code: .unreachable),
        Fault(testDescription: "hangs up", reply: FakeReply(200).delivered(.hangUp), code: .unreachable),
        Fault(
            testDescription: "cut", reply: FakeReply(200, text: "abc\n").delivered(.cut(after: 1)), code: .unreachable),
        Fault(testDescription: "a web page", reply: FakeReply(200, text: "<html>hello</html>"), code: .malformed),
        Fault(
            testDescription: "garbage as smart",
            reply: FakeReply(
                200, text: "zzzz", type: "application/x-git-upload-pack-advertisement"), code: .malformed),
        Fault(testDescription: "to a file", reply: .redirect(302, to: "file:///etc/passwd"), code: .refused),
        Fault(testDescription: "to a helper", reply: .redirect(302, to: "ext::sh -c id"), code: .refused),
        Fault(
            testDescription: "elsewhere", reply: .redirect(302, to: "http://127.0.0.1:1/other/info/refs"),
            code: .unreachable),
    ]

    @Test(arguments: faults) func faultsAreTold(_ fault: Fault) async throws {
        let server = try server { request in
            request.path.hasPrefix("/r/info/refs") ? fault.reply : FakeReply(404)
        }
        let error = try #require(await failure { try await client().tags(of: "\(server.url)/r") })
        #expect(error.code == fault.code, "\(error.message)")
        #expect(error.message.hasPrefix("\(server.url)/r: "))
        #expect(error.message.utf8.allSatisfy { $0 >= 0x20 })
    }

    @Test func aRedirectOfTheFirstRequestIsFollowed() async throws {
        let target = try server { [sample] in sample.reply(to: $0) }
        let url = target.url
        let server = try server { .redirect(302, to: "\(url)/repo.git\($0.target.dropFirst(4))") }
        #expect(try await client().tags(of: "\(server.url)/old").tags.count == SampleRepository.names.count)
    }

    @Test(arguments: [FakeReply(200).delivered(.silent), FakeReply(200, text: "abc").delivered(.stalled(after: 2))])
    func aSilentServerEnds(_ reply: FakeReply) async throws {
        let server = try server { _ in reply }
        let error = try #require(
            await failure { try await client(time: .milliseconds(400)).tags(of: "\(server.url)/r") })
        #expect(error.code == .timedOut)
    }

    @Test func aFloodIsCut() async throws {
        // 40 MB of tags: more than is read.
        let line = "\(sample.commit)\trefs/tags/v1.0."
        let body = Array((0..<600_000).map { "\(line)\($0)\n" }.joined().utf8)
        let server = try server { request in
            request.path == "/r/info/refs" ? FakeReply(200, body: body) : FakeReply(404)
        }
        let list = try await client().tags(of: "\(server.url)/r")
        #expect(list.tags.count == GitLimits.tags)
        #expect(list.partial?.contains("200000 tags") == true)
    }

    @Test func noHost() async throws {
        let error = try #require(await failure { try await client().tags(of: "https://no-such-host.invalid/a/b") })
        #expect(error.code == .unreachable)
        let refused = try #require(await failure { try await client().tags(of: "http://127.0.0.1:1/a/b") })
        #expect(refused.code == .unreachable)
    }

    @Test func noGit() async throws {
        let error = try #require(
            await failure { try await client(["PATH": sample.folder.path]).tags(of: "https://x.example/a") })
        #expect(error.code == .toolMissing)
    }

    // MARK: Credentials

    private static func guarded(_ sample: SampleRepository) throws -> FakeServer {
        try FakeServer { request in
            request.header("Authorization") == "Basic am9lOnMzY3JldA=="
                ? sample.reply(to: request) : FakeReply(401).with("WWW-Authenticate", "Basic realm=\"r\"")
        }
    }

    @Test func theUsersHelperIsAsked() async throws {
        let server = try Self.guarded(sample)
        writeScript("echo username=joe; echo password=s3cret", to: "\(sample.folder.path)/helper")
        sample.folder.write("[credential]\n helper = \(sample.folder.path)/helper\n", to: ".gitconfig")
        #expect(try await client().tags(of: "\(server.url)/repo.git").tags.count == SampleRepository.names.count)
    }

    @Test func theUrlsAccountIsUsedAndNeverShown() async throws {
        let server = try Self.guarded(sample)
        let url = "http://joe:s3cr%65t@\(server.host)/repo.git"
        #expect(try await client().tags(of: url).tags.count == SampleRepository.names.count)
        let counted = client([
            "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "http.userAgent", "GIT_CONFIG_VALUE_0": "own",
        ])
        #expect(try await counted.tags(of: url).tags.count == SampleRepository.names.count)
        #expect(server.requests.last?.header("User-Agent") == "own")
        for path in ["repo.git", "none"] {
            let wrong = "http://joe:s3cret-wrong@\(server.host)/\(path)"
            let error = try #require(await failure { try await client().tags(of: wrong) })
            #expect(error.code == .unauthorized)
            #expect(!error.message.contains("s3cret") && !error.message.contains("joe"))
        }
    }

    @Test func theUrlsAccountFollowsNoRedirect() async throws {
        let other = try server { [sample] in sample.reply(to: $0) }
        let target = "\(other.url)/repo.git/info/refs"
        let server = try server { _ in .redirect(302, to: target) }
        let error = try #require(
            await failure { try await client().tags(of: "http://joe:s3cret@\(server.host)/repo.git") })
        #expect(error.code == .unreachable, "\(error.message)")
        #expect(other.requests.isEmpty)
    }

    @Test func nothingAsks() async throws {
        let server = try Self.guarded(sample)
        let marker = "\(sample.folder.path)/asked"
        writeScript("echo asked >> \(marker); echo word", to: "\(sample.folder.path)/ask")
        sample.folder.write("[core]\n askPass = \(sample.folder.path)/ask\n", to: ".gitconfig")
        let asking = client([
            "GIT_ASKPASS": "\(sample.folder.path)/ask", "SSH_ASKPASS": "\(sample.folder.path)/ask", "DISPLAY": ":0",
            "GIT_TERMINAL_PROMPT": "1",
        ])
        let error = try #require(await failure { try await asking.tags(of: "\(server.url)/repo.git") })
        #expect(error.code == .unauthorized)
        #expect(Places.text(marker).isEmpty)
    }

    // MARK: SSH, by a program in its place

    @Test(
        arguments: [
            ("", [:], "ssh -oBatchMode=yes"),
            ("[core]\n sshCommand = DIR/bin/ssh -i key\n", [:], "ssh -i key -oBatchMode=yes"),
            ("", ["GIT_SSH_COMMAND": "DIR/bin/ssh -F none"], "ssh -F none -oBatchMode=yes"),
            ("", ["GIT_SSH_COMMAND": "DIR/bin/other -x"], "other -x"), ("", ["GIT_SSH": "DIR/bin/other"], "other"),
        ] as [(String, [String: String], String)])
    func sshIsTheUsersAndQuiet(_ config: String, _ more: [String: String], _ line: String) async throws {
        let folder = sample.folder.path
        for name in ["ssh", "other"] {
            // git asks with -G whether it is OpenSSH.
            writeScript(
                """
                case "$*" in *-G*) exit 0;; esac
                echo "${0##*/} $*" > \(folder)/line; echo 'Permission denied (publickey).' >&2; exit 255
                """, to: "\(folder)/bin/\(name)")
        }
        sample.folder.write(config.replacing("DIR", with: folder), to: ".gitconfig")
        var variables = more.mapValues { $0.replacing("DIR", with: folder) }
        variables["PATH"] = "\(folder)/bin:/usr/bin:/bin"
        for url in ["git@x.example:org/repo.git", "ssh://git@x.example:2222/org/repo.git"] {
            let error = try #require(await failure { try await client(variables).tags(of: url) })
            #expect(error.code == .unauthorized)
            let said = Places.text("\(folder)/line")
            #expect(said.hasPrefix(line), "\(said)")
            #expect(said.contains("git@x.example") && said.contains("git-upload-pack"))
        }
    }

    // MARK: URLs

    @Test(arguments: [
        "", "ext::sh -c id", "-oProxyCommand=id", "--upload-pack=id", "file:///etc", "/etc", "./x", "../x", "x",
        "git://x.example/a", "ftp://x.example/a", "http://x.example/a", "http://127.0.0.1.x.example/a",
        "http://localhost.x.example/a", "https://-x/a", "ssh://-oProxyCommand=id/a", "ssh://-l@x.example/a",
        "git@-oProxyCommand=id:a", "-git@x.example:a", "git@x.example::a", "git@x.example:-a", "https://x.example",
        "https://x.example/", "https:///a", "https://x.example/a b", "https://x.example/a\nb", "https://x.example/%0Ab",
        "https::https://x.example/a", "ext::https://x.example/a", "foo::ssh://x.example/a", "fd::17",
        "https://x.example/" + String(repeating: "a", count: 5_000), "C:\\x@y:z", "HTTPS::x",
    ]) func noOtherUrlReachesGit(_ url: String) async throws {
        // A program called git that would leave a trace.
        let marker = "\(sample.folder.path)/started"
        writeScript("case $1 in config) exit 1;; esac; echo $* > \(marker)", to: "\(sample.folder.path)/bin/git")
        let error = try #require(
            await failure { try await client(["PATH": "\(sample.folder.path)/bin:/bin"]).tags(of: url) })
        #expect(error.code == .refused)
        #expect(Places.text(marker).isEmpty)
        #expect(error.message.utf8.allSatisfy { $0 >= 0x20 })
    }

    @Test(arguments: [
        ("https://x.example/a", "https://x.example/a", "https:ssh"),
        ("https://joe@x.example/a", "https://joe@x.example/a", "https:ssh"),
        ("ssh://git:pw@x.example/a", "ssh://git@x.example/a", "https:ssh"),
        ("git@x.example:a/b.git", "git@x.example:a/b.git", "https:ssh"),
        ("http://localhost:80/a", "http://localhost:80/a", "http:https"),
        ("http://[::1]:80/a", "http://[::1]:80/a", "http:https"),
        ("http://127.9.9.9/a", "http://127.9.9.9/a", "http:https"),
    ]) func gitIsGiven(_ url: String, _ argument: String, _ protocols: String) async throws {
        writeScript(
            """
            case $* in config*|*--heads*) exit 1;; esac
            echo "$* $GIT_ALLOW_PROTOCOL $GIT_TERMINAL_PROMPT $GIT_DIR [$GIT_ASKPASS$SSH_ASKPASS]" > \(sample.folder.path)/seen
            """, to: "\(sample.folder.path)/bin/git")
        _ = try? await client(["PATH": "\(sample.folder.path)/bin:/bin"]).tags(of: url)
        #expect(
            sample.folder.text("seen")
                == "-c http.followRedirects=initial ls-remote --tags -- \(argument) \(protocols) 0 /dev/null []\n")
    }
}
