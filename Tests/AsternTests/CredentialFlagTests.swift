import FakeRegistry
import FoundationEssentials
import TestSupport
import Testing

@Suite("Credentials on the command line", .timeLimit(.minutes(2)))
struct CredentialFlagTests {
    private static let password = "s3cret:with=signs"

    private static func registry() throws -> FakeRegistry {
        let fake = try FakeRegistry()
        fake.setTags(["1.0.0"], of: "org/app")
        fake.change { $0.auth = .basic(user: "joe", password: password) }
        return fake
    }

    private static let nobody = ["DOCKER_CONFIG": "/nonexistent", "HOME": "/nonexistent"]

    @Test("by flag, by environment, and for a path", arguments: ["", "/org", "/org/app"])
    func given(path: String) throws {
        let fake = try Self.registry()
        let text = "\(fake.host)\(path)=joe:\(Self.password)"
        let name = "\(fake.host)/org/app"
        for result in [
            AsternProgram.run(["tags", name, "--credentials", text], environment: Self.nobody),
            AsternProgram.run(["tags", name], environment: Self.nobody.merging(["ASTERN_CREDENTIALS": text]) { $1 }),
        ] {
            #expect(result.status == 0 && result.output == "1.0.0\n", "\(result.errors)")
        }
        let traced = AsternProgram.run(
            ["tags", name, "--credentials", text, "--trace", "--explain-requests"], environment: Self.nobody)
        #expect(!traced.errors.contains("s3cret") && traced.errors.contains("Basic"))
    }

    @Test("by a file, which beats the machine's")
    func file() throws {
        let fake = try Self.registry()
        let auth = Data("joe:\(Self.password)".utf8).base64EncodedString()
        let tree = TemporaryTree([
            "auth.json": #"{"auths": {"\#(fake.host)": {"auth": "\#(auth)"}}}"#,
            "docker/config.json": #"{"auths": {"\#(fake.host)": {"auth": "am9lOndyb25n"}}}"#,
        ])
        let result = AsternProgram.run(
            ["tags", "\(fake.host)/org/app", "--auth-file", "\(tree.path)/auth.json"],
            environment: ["DOCKER_CONFIG": "\(tree.path)/docker"])
        #expect(result.status == 0 && result.output == "1.0.0\n", "\(result.errors)")
    }

    @Test(
        "what is wrong is said without the secret",
        arguments: ["a.example", "a.example=s3cret", "=joe:s3cret", "a=:s3cret"])
    func wrong(text: String) {
        let result = AsternProgram.run(["tags", "a.example/b", "--credentials", text])
        #expect(result.status == 64 && result.errors.contains("--credentials: expected"))
        #expect(!result.errors.contains("s3cret"))
        let absent = AsternProgram.run(["tags", "a.example/b", "--auth-file", "/nonexistent"])
        #expect(absent.status == 1 && absent.errors.contains("--auth-file /nonexistent: no such file"))
    }
}
