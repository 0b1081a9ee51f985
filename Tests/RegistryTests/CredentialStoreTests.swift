import FakeRegistry
import Registry
import Testing
import Transport

@Suite("Credentials")
struct CredentialStoreTests {
    /// `joe:s3cret`
    private static let auth = "am9lOnMzY3JldA=="

    private func store(_ json: String) throws -> CredentialStore {
        let folder = try TemporaryFolder()
        try folder.write(json, to: "auth.json")
        return CredentialStore.standard(environment: ["REGISTRY_AUTH_FILE": "\(folder.path)/auth.json"])
    }

    @Test(
        "entries",
        arguments: [
            (#"{"auth":"am9lOnMzY3JldA=="}"#, Credential.password(user: "joe", Secret("s3cret"))),
            (#"{"username":"joe","password":"s3cret"}"#, .password(user: "joe", Secret("s3cret"))),
            (
                #"{"auth":"am9lOnMzY3JldA==","username":"other","password":"x"}"#,
                .password(user: "joe", Secret("s3cret"))
            ),
            // joe:a:b and two NULs
            (#"{"auth":"am9lOmE6YgAA"}"#, .password(user: "joe", Secret("a:b"))),
            (#"{"auth":"am9lOg=="}"#, .password(user: "joe", Secret(""))),
            (#"{"identitytoken":"t","auth":"am9lOnMzY3JldA=="}"#, .identityToken(Secret("t"))),
            (#"{"registrytoken":"r"}"#, .registryToken(Secret("r"))),
            (#"{"auth":""}"#, nil), ("{}", nil), ("null", nil), (#"{"username":"joe"}"#, nil),
        ] as [(String, Credential?)])
    func entry(json: String, credential: Credential?) async throws {
        let found = try await store(#"{"auths":{"r.example":\#(json)}}"#).credential(host: "r.example", path: "a")
        #expect(found == credential)
    }

    @Test(
        "keys",
        arguments: [
            ("r.example", "r.example", "a/b", true), ("https://r.example", "r.example", "a", true),
            ("https://r.example/v2/", "r.example", "a", true), ("http://r.example/v1/", "r.example", "a", true),
            ("R.Example", "r.example", "a", true), ("r.example:5000", "r.example:5000", "a", true),
            ("r.example:5000", "r.example", "a", false), ("r.example", "r.example:5000", "a", false),
            ("r.example/org", "r.example", "org/app", true), ("r.example/org", "r.example", "org2/app", false),
            ("r.example/org/app", "r.example", "org/app", true), ("r.example/org/app", "r.example", "org", false),
            ("https://index.docker.io/v1/", "docker.io", "library/nginx", true),
            ("docker.io", "docker.io", "a/b", true),
            ("index.docker.io", "docker.io", "a/b", true), ("registry-1.docker.io", "docker.io", "a/b", true),
            ("docker.io/org", "docker.io", "org/app", true), ("r.example", "x.r.example", "a", false),
        ])
    func key(key: String, host: String, path: String, isFound: Bool) async throws {
        let file = try store(#"{"auths":{"\#(key)":{"auth":"\#(Self.auth)"}}}"#)
        let found = await file.credential(host: host, path: path)
        #expect((found != nil) == isFound)
    }

    @Test func theMostSpecificEntryWins() async {
        let store = CredentialStore(["r.example": joe("1"), "r.example/org": joe("2"), "r.example/org/app": joe("3")])
        #expect(await store.credential(host: "r.example", path: "other") == joe("1"))
        #expect(await store.credential(host: "r.example", path: "org/x") == joe("2"))
        #expect(await store.credential(host: "r.example", path: "org/app") == joe("3"))
        #expect(await store.credential(host: "r.example", path: "org/app/deep") == joe("3"))
        #expect(await store.credential(host: "r.example", path: "orga/app") == joe("1"))
    }

    @Test func filesAreReadInOrderAndTheNextServesWhatOneLacks() async throws {
        let folder = try TemporaryFolder()
        func file(_ name: String, _ password: String, _ hosts: [String]) throws {
            let auth =
                ["1": "am9lOjE=", "2": "am9lOjI=", "3": "am9lOjM=", "4": "am9lOjQ=", "5": "am9lOjU="][password] ?? ""
            let entries = hosts.map { #""\#($0)":{"auth":"\#(auth)"}"# }.joined(separator: ",")
            try folder.write(#"{"auths":{\#(entries)}}"#, to: name)
        }
        try file("explicit.json", "1", ["a"])
        try file("home/.docker/config.json", "2", ["a", "b"])
        try file("run/containers/auth.json", "3", ["a", "b", "c"])
        try file("home/.config/containers/auth.json", "4", ["a", "b", "c", "d"])
        try file("home/.config/helm/registry/config.json", "5", ["a", "b", "c", "d", "e"])
        let environment = [
            "REGISTRY_AUTH_FILE": "\(folder.path)/explicit.json", "HOME": "\(folder.path)/home",
            "XDG_RUNTIME_DIR": "\(folder.path)/run",
        ]
        let store = CredentialStore.standard(environment: environment)
        #expect(store.problems.isEmpty)
        for (host, password) in [("a", "1"), ("b", "2"), ("c", "3"), ("d", "4"), ("e", "5")] {
            #expect(await store.credential(host: host, path: "x") == joe(password))
        }
        #expect(await store.credential(host: "f", path: "x") == nil)
    }

    @Test func foldersOfTheirOwn() async throws {
        let folder = try TemporaryFolder()
        try folder.write(#"{"auths":{"a":{"auth":"am9lOjE="}}}"#, to: "docker/config.json")
        try folder.write(#"{"auths":{"b":{"auth":"am9lOjI="}}}"#, to: "helm.json")
        let store = CredentialStore.standard(environment: [
            "DOCKER_CONFIG": "\(folder.path)/docker", "HELM_REGISTRY_CONFIG": "\(folder.path)/helm.json",
        ])
        #expect(await store.credential(host: "a", path: "x") == joe("1"))
        #expect(await store.credential(host: "b", path: "x") == joe("2"))
    }

    @Test(
        "files that cannot be used are named, and never quoted",
        arguments: [
            "not json s3cret", "[]", #"{"auths":[]}"#, #"{"auths":{"a":{"auth":"%%%s3cret"}}}"#,
            #"{"auths":{"a":{"auth":"c2VjcmV0"}}}"#,
        ])
    func problems(json: String) async throws {
        let store = try store(json)
        #expect(store.problems.count == 1)
        #expect(store.problems.first?.contains("auth.json") == true)
        #expect(store.problems.first?.contains("s3cret") == false)
        #expect(await store.credential(host: "a", path: "x") == nil)
    }

    @Test func absentFilesAndFoldersInTheirPlaceAreNoProblem() async throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "config.json/inside")
        let store = CredentialStore.standard(environment: [
            "DOCKER_CONFIG": folder.path, "REGISTRY_AUTH_FILE": "\(folder.path)/none", "HOME": "\(folder.path)/nobody",
        ])
        #expect(store.problems.isEmpty)
    }

    @Test func aHugeFileIsNotRead() async throws {
        let folder = try TemporaryFolder()
        try folder.write([UInt8](repeating: 0x20, count: 2 << 20), to: "big")
        let store = CredentialStore.standard(environment: ["REGISTRY_AUTH_FILE": "\(folder.path)/big"])
        #expect(store.problems.first?.contains("larger than") == true)
    }

    @Test func givenCredentialsComeFirst() async throws {
        let file = try store(#"{"auths":{"a":{"auth":"am9lOjE="},"b":{"auth":"am9lOjE="}}}"#)
        let both = CredentialStore(["a": joe("given")]).followed(by: file)
        #expect(await both.credential(host: "a", path: "x") == joe("given"))
        #expect(await both.credential(host: "b", path: "x") == joe("1"))
    }
}
