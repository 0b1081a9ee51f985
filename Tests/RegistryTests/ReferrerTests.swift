import Artifacts
import FakeRegistry
import Testing
import Transport

@testable import Registry

@Suite("Referrers", .timeLimit(.minutes(1)))
struct ReferrerTests {
    private static let subject = FakeImage(named: "subject")
    private static let path = "/v2/org/app/referrers/\(subject.digest)"
    private static let tag = subject.digest.replacing(":", with: "-")

    private static func index(_ types: [String?]) -> FakeReply {
        let entries = types.map { type in
            let member = type.map { #","artifactType":"\#($0)""# } ?? ""
            return #"{"mediaType":"a/b","digest":"\#(FakeImage.digest([1]))","size":1\#(member)}"#
        }
        let text = #"{"schemaVersion":2,"manifests":[\#(entries.joined(separator: ","))]}"#
        return FakeReply(200, text: text, type: FakeImage.indexType)
    }

    private func registry(_ replies: [String: FakeReply]) throws -> FakeRegistry {
        let registry = try FakeRegistry()
        registry.change { $0.intercept = { replies[$0.target] } }
        registry.add(Self.subject, to: "org/app", tag: "1.0.0")
        return registry
    }

    private func types(_ registry: FakeRegistry, _ type: String? = nil) async throws -> [String?] {
        let subject = try #require(Digest(Self.subject.digest))
        let list = try await TestClient().registry.referrers(of: app(registry), to: subject, artifactType: type)
        #expect(list.partial == nil)
        return list.descriptors.map(\.artifactType)
    }

    @Test func theCallIsUsed() async throws {
        let registry = try registry([Self.path: Self.index(["x/sig", nil])])
        #expect(try await types(registry) == ["x/sig", nil])
        #expect(registry.requests.count == 1)
    }

    @Test func filteringIsRepeatedHere() async throws {
        let registry = try registry(["\(Self.path)?artifactType=x/sig": Self.index(["x/sig", "x/other", nil])])
        #expect(try await types(registry, "x/sig") == ["x/sig", nil])
    }

    @Test func pagesAreFollowed() async throws {
        let first = Self.index(["a"]).with("Link", "<\(Self.path)?page=2>; rel=\"next\"")
        let registry = try registry([Self.path: first, "\(Self.path)?page=2": Self.index(["b"])])
        #expect(try await types(registry) == ["a", "b"])
    }

    @Test(
        "links that do not lead on",
        arguments: ["<https://evil.example/>; rel=next", "garbage", "<?>; rel=next, <\(path)>; rel=next"])
    func badLinks(link: String) async throws {
        let registry = try registry([
            Self.path: Self.index(["a"]).with("Link", link),
            "\(Self.path)?": Self.index(["a"]).with("Link", "<\(Self.path)>; rel=next"),
        ])
        let subject = try #require(Digest(Self.subject.digest))
        let list = try await TestClient().registry.referrers(of: app(registry), to: subject)
        #expect(list.descriptors.first?.artifactType == "a")
        #expect(list.partial != nil)
    }

    @Test(
        "registries without the call have a tag",
        arguments: [
            FakeReply(404), FakeReply(400), FakeReply(405), FakeReply(406),
            FakeReply.redirect(303, to: "http://127.0.0.1:1/"),
            FakeReply(200, json: "{}"), FakeReply(200, text: "<html>", type: "text/html"),
        ])
    func fallback(reply: FakeReply) async throws {
        let tagged = try registry([Self.path: reply, "/v2/org/app/manifests/\(Self.tag)": Self.index(["x/sig"])])
        #expect(try await types(tagged) == ["x/sig"])
        let bare = try registry([Self.path: reply])
        #expect(try await types(bare) == [])
    }

    @Test func aTagThatGivesTheSubjectIsNoList() async throws {
        let echo = FakeReply(200, headers: [("Content-Type", FakeImage.manifestType)], body: Self.subject.manifest)
        let registry = try registry(["/v2/org/app/manifests/\(Self.tag)": echo])
        #expect(try await types(registry) == [])
    }

    @Test(
        "with the call and without",
        arguments: [
            (Behaviour.Referrers.listed, ["x/sig"]), (.tagged, ["x/sig"]), (.absent, []), (.subjectEcho, []),
            (.status(406), []), (.elsewhere("http://127.0.0.1:1/elsewhere"), []),
        ])
    func forms(form: Behaviour.Referrers, expected: [String?]) async throws {
        let registry = try registry([:])
        registry.change { $0.referrers = form }
        registry.add(FakeImage(named: "signature"), to: "org/app", type: "x/sig", refersTo: Self.subject.digest)
        #expect(try await types(registry) == expected)
    }

    @Test(
        "failures are not emptiness",
        arguments: [
            (FakeReply(500), RegistryError.Code.unavailable), (FakeReply(403), .forbidden),
            (FakeReply(401), .unauthorized), (FakeReply(304), .unexpectedStatus(304)),
            (FakeReply(404, json: #"{"errors":[{"code":"NAME_UNKNOWN"}]}"#), .notFound),
        ])
    func failures(reply: FakeReply, code: RegistryError.Code) async throws {
        let registry = try registry([Self.path: reply])
        let subject = try #require(Digest(Self.subject.digest))
        let app = try app(registry)
        let error = await failure { () async throws(RegistryError) in
            try await TestClient().registry.referrers(of: app, to: subject)
        }
        #expect(error?.code == code)
    }

    /// The table of the specification.
    @Test(arguments: [
        ("sha256:" + String(repeating: "a", count: 64), "sha256-" + String(repeating: "a", count: 64)),
        ("sha512:" + String(repeating: "b", count: 128), "sha512-" + String(repeating: "b", count: 64)),
        (
            "test+algorithm+using+algorithm+separators+and+lots+of+characters:" + String(repeating: "0", count: 64),
            "test-algorithm-using-algorithm-s-" + String(repeating: "0", count: 64)
        ),
    ])
    func fallbackTags(digest: String, tag: String) throws {
        #expect(try ReferrerList.fallbackTag(#require(Digest(digest))) == tag)
    }
}
