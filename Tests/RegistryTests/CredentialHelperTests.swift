import FakeRegistry
import Registry
import Synchronization
import TestSupport
import Testing
import Transport

/// Real helper programs, in a folder that only `PATH` of the given environment names.
@Suite("Credential helpers")
struct CredentialHelperTests {
    private let folder = TemporaryTree()
    private let notices = TestClient.Notices()

    /// Writes `docker-credential-NAME`. It notes what it was asked in `asked`; `$key` is the server's key.
    private func helper(_ name: String, _ script: String) {
        writeScript(
            """
            key=$(cat; echo .); key=${key%.}
            echo "\(name) $*: $key|" >> \(folder.path)/asked
            \(script)
            """, to: "\(folder.path)/bin/docker-credential-\(name)")
    }

    private static func reply(_ user: String, _ secret: String) -> String {
        #"echo '{"ServerURL":"x","Username":"\#(user)","Secret":"\#(secret)"}'"#
    }

    private static let absent = "echo 'credentials not found in native keychain'; exit 1"

    private func store(_ files: String..., time: Duration = .seconds(60)) -> CredentialStore {
        let names = ["auth.json", "docker/config.json", "run/containers/auth.json"]
        for (name, json) in zip(names, files) { folder.write(json, to: name) }
        return CredentialStore.standard(
            environment: [
                "PATH": "\(folder.path)/bin:/usr/bin:/bin", "REGISTRY_AUTH_FILE": "\(folder.path)/auth.json",
                "DOCKER_CONFIG": "\(folder.path)/docker", "XDG_RUNTIME_DIR": "\(folder.path)/run",
            ], helperTime: time, notice: { [notices] in notices.add($0) })
    }

    private var asked: [String] { folder.text("asked").split(separator: "\n").map(String.init) }

    // MARK: Answers

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let script: String
        var credential: Credential?
        /// Words of the notice; `nil` when there is none.
        var notice: String?
    }

    private static let cases = [
        Case(testDescription: "found", script: reply("joe", "s3cret"), credential: joe()),
        Case(
            testDescription: "token", script: reply("<token>", "s3cret"), credential: .identityToken(Secret("s3cret"))),
        Case(
            testDescription: "no user", script: reply("", "s3cret"),
            credential: .password(user: "", Secret("s3cret"))),
        Case(testDescription: "not found", script: absent),
        Case(
            testDescription: "not found, without a line end",
            script: "printf 'credentials not found in native keychain'; exit 1"),
        Case(
            testDescription: "said, and succeeded", script: "echo credentials not found in native keychain",
            notice: "JSON"),
        Case(
            testDescription: "crash", script: "echo s3cret; echo s3cret >&2; exit 2", notice: "failed (exit status 2)"),
        Case(testDescription: "killed", script: "kill -KILL $$", notice: "failed (signal 9)"),
        Case(testDescription: "not JSON", script: "echo s3cret", notice: "did not answer with a JSON object"),
        Case(testDescription: "nothing", script: "true", notice: "did not answer with a JSON object"),
        Case(testDescription: "no secret", script: #"echo '{"Username":"joe"}'"#, notice: "did not answer with a JSON"),
        Case(testDescription: "empty secret", script: reply("joe", ""), notice: "answered without a secret"),
        Case(testDescription: "a list", script: "echo '[]'", notice: "did not answer with a JSON object"),
        Case(testDescription: "flood", script: "exec yes s3cret", notice: "answered more than 65536 bytes"),
    ]

    @Test(arguments: cases) func answers(_ sample: Case) async {
        helper("test", sample.script)
        let store = store(#"{"credHelpers":{"r.example":"test"}}"#)
        #expect(await store.credential(host: "r.example", path: "a") == sample.credential)
        #expect(await store.credential(host: "r.example", path: "b") == sample.credential)
        #expect(asked == ["test get: r.example|"])
        #expect(notices.all.count == (sample.notice == nil ? 0 : 1))
        if let words = sample.notice, let notice = notices.all.first {
            #expect(notice.hasPrefix("credential helper docker-credential-test "))
            #expect(notice.contains(words) && notice.contains("r.example"), "\(notice)")
            #expect(!notice.contains("s3cret"))
        }
        #expect(store.problems.isEmpty)
    }

    @Test func aHelperThatHangsIsEnded() async {
        helper("test", "exec sleep 1000")
        let store = store(#"{"credsStore":"test"}"#, time: .milliseconds(300))
        #expect(await store.credential(host: "r.example", path: "a") == nil)
        #expect(notices.all.first?.contains("did not answer within 0.3 seconds") == true)
    }

    @Test func aMissingHelperIsToldOnce() async {
        let store = store(#"{"credsStore":"none"}"#)
        for host in ["a.example", "b.example"] { #expect(await store.credential(host: host, path: "a") == nil) }
        #expect(notices.all.count == 1)
        #expect(notices.all.first?.contains("docker-credential-none is not installed") == true)
    }

    @Test(arguments: ["../evil", "a/b", "/bin/sh", "a\\b", "a b", "a\n"])
    func aNameThatIsAPathIsRefused(_ name: String) async {
        writeScript("echo run > \(folder.path)/asked", to: "\(folder.path)/bin/docker-credential-\(name)")
        let json = name.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
        let store = store(#"{"credHelpers":{"r.example":"\#(json)"}}"#)
        #expect(await store.credential(host: "r.example", path: "a") == nil)
        #expect(asked.isEmpty)
        #expect(notices.all.first?.contains("has a name that is no plain file name") == true)
    }

    // MARK: Who is asked

    private static let auth = #"{"auth":"am9lOmZpbGU="}"#

    /// Files ⇒ the password for `r.example/org/app`, and what was asked. `own` knows everybody, `empty` nobody,
    /// `broken` fails.
    private static let precedence: [(name: String, files: [String], password: String?, asked: [String])] = [
        ("an entry", [#"{"auths":{"r.example":\#(auth)}}"#], "file", []),
        (
            "helper before store and entry",
            [#"{"auths":{"r.example":\#(auth)},"credsStore":"empty","credHelpers":{"r.example":"own"}}"#], "own",
            ["own get: r.example|"]
        ),
        (
            "store before entry", [#"{"auths":{"r.example":\#(auth)},"credsStore":"own"}"#], "own",
            ["own get: r.example|"]
        ),
        (
            "a helper of another host", [#"{"auths":{"r.example":\#(auth)},"credHelpers":{"x.example":"own"}}"#],
            "file",
            []
        ),
        (
            "a helper without the host decides",
            [#"{"auths":{"r.example":\#(auth)},"credsStore":"own","credHelpers":{"r.example":"empty"}}"#], nil,
            ["empty get: r.example|"]
        ),
        (
            "a store without the host does not", [#"{"auths":{"r.example":\#(auth)},"credsStore":"empty"}"#], "file",
            ["empty get: r.example|"]
        ),
        (
            "nor for the next file", [#"{"credsStore":"empty"}"#, #"{"auths":{"r.example":\#(auth)}}"#], "file",
            ["empty get: r.example|"]
        ),
        (
            "a store that fails decides", [#"{"credsStore":"broken"}"#, #"{"auths":{"r.example":\#(auth)}}"#], nil,
            ["broken get: r.example|"]
        ),
        (
            "the first file wins", [#"{"auths":{"r.example":\#(auth)}}"#, #"{"credsStore":"own"}"#], "file", []
        ),
        (
            "the key as it is written", [#"{"credHelpers":{"https://R.example/v2/":"own"}}"#], "own",
            ["own get: https://R.example/v2/|"]
        ),
        (
            "the store gets the key of an empty entry", [#"{"auths":{"https://r.example":{}},"credsStore":"own"}"#],
            "own",
            ["own get: https://r.example|"]
        ),
        (
            "the most specific helper", [#"{"credHelpers":{"r.example":"empty","r.example/org":"own"}}"#], "own",
            ["own get: r.example/org|"]
        ),
        (
            "the store by path, then by host", [#"{"auths":{"r.example/org":{}},"credsStore":"empty"}"#], nil,
            ["empty get: r.example/org|", "empty get: r.example|"]
        ),
        ("another path", [#"{"credHelpers":{"r.example/other":"own"}}"#], nil, []),
        ("an empty name", [#"{"credsStore":"","credHelpers":{"r.example":""}}"#], nil, []),
    ]

    @Test(arguments: precedence)
    func orderOfSources(_ name: String, _ files: [String], _ password: String?, _ asked: [String]) async {
        helper("own", Self.reply("joe", "own"))
        helper("empty", Self.absent)
        helper("broken", "exit 2")
        let store =
            files.count == 2 ? store(files[0], files[1]) : store(files[0])
        #expect(await store.credential(host: "r.example", path: "org/app") == password.map { joe($0) }, "\(name)")
        #expect(self.asked == asked, "\(name)")
    }

    @Test(arguments: [
        #"{"credsStore":"own"}"#, #"{"auths":{"https://index.docker.io/v1/":{}},"credsStore":"own"}"#,
        #"{"auths":{"docker.io":{}},"credsStore":"own"}"#, #"{"credHelpers":{"docker.io":"own"}}"#,
        #"{"credHelpers":{"https://index.docker.io/v1/":"own"}}"#,
    ]) func dockerHubHasOneName(_ json: String) async {
        helper("own", Self.reply("joe", "own"))
        #expect(await store(json).credential(host: "docker.io", path: "library/nginx") == joe("own"))
        #expect(asked == ["own get: https://index.docker.io/v1/|"])
    }

    @Test func nothingIsRunBeforeItIsNeeded() async {
        helper("own", Self.reply("joe", "own"))
        let store = store(#"{"credsStore":"own","credHelpers":{"r.example":"own"}}"#)
        #expect(store.problems.isEmpty && asked.isEmpty)
    }

    @Test func whoAsksAtTheSameTimeSharesOneRun() async {
        helper("own", Self.reply("joe", "own"))
        let store = store(#"{"credsStore":"own"}"#)
        let found = await withTaskGroup(of: Credential?.self) { group in
            for number in 0..<50 {
                group.addTask { await store.credential(host: "r.example", path: "org/app\(number)") }
            }
            return await group.reduce(into: [Credential?]()) { $0.append($1) }
        }
        #expect(found.count == 50 && found.allSatisfy { $0 == joe("own") })
        #expect(asked == ["own get: r.example|"])
        _ = await store.followed(by: CredentialStore()).identity(host: "r.example", path: "x")
        #expect(asked.count == 1)
    }

    @Test func aRegistryIsReadWithIt() async throws {
        let registry = try FakeRegistry()
        registry.setTags(["1.0.0"], of: "org/app")
        registry.change { $0.auth = .basic(user: "joe", password: "own") }
        helper("own", Self.reply("joe", "own"))
        let client = RegistryClient(
            http: HTTPClient(TransportOptions(retries: .none)),
            options: RegistryOptions(credentials: store(#"{"credHelpers":{"\#(registry.host)":"own"}}"#)))
        #expect(try await client.tags(of: app(registry)).tags == ["1.0.0"])
        #expect(asked == ["own get: \(registry.host)|"])
    }

    // MARK: Identities

    @Test func identitiesTellAccountsApart() async {
        helper(
            "own",
            "n=$(cat \(folder.path)/asked | wc -l); echo \"{\\\"Username\\\":\\\"joe\\\",\\\"Secret\\\":\\\"s3cret$n\\\"}\""
        )
        let json = #"{"credHelpers":{"a.example":"own","b.example":"own"}}"#
        let first = store(json)
        let helped = await first.identity(host: "a.example", path: "x")
        let given = CredentialStore([
            "c.example": joe("own"), "d.example": joe("other"), "e.example": .identityToken(Secret("own")),
            "f.example": .registryToken(Secret("own")), "g.example": .password(user: "joeo", Secret("wn")),
        ])
        var identities = [CredentialIdentity.anonymous, helped, await first.identity(host: "b.example", path: "x")]
        for host in ["c", "d", "e", "f", "g"] {
            identities.append(await given.identity(host: "\(host).example", path: "x"))
        }
        #expect(Set(identities).count == identities.count)
        #expect(Set(identities.map(\.keyMaterial)).count == identities.count)
        #expect(await given.identity(host: "z.example", path: "x") == .anonymous)
        // A new process, a new secret, the same account.
        let second = store(json)
        #expect(await second.identity(host: "a.example", path: "y") == helped)
        let secrets = [
            await first.credential(host: "a.example", path: "x"), await second.credential(host: "a.example", path: "x"),
        ]
        #expect(secrets[0] != secrets[1])
        for identity in identities {
            let text = "\(identity) \(String(reflecting: identity)) \([identity])"
            #expect(!text.contains("own\"") && !text.contains("s3cret") && !text.contains("joe"), "\(text)")
        }
        #expect("\(helped)" == "credential helper own")
    }
}
