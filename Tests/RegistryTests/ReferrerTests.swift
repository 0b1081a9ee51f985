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

    private static func index(_ types: [String?], _ more: String? = nil) -> FakeReply {
        let entries = types.map { type in
            let member = type.map { #","artifactType":"\#($0)""# } ?? ""
            return #"{"mediaType":"a/b","digest":"\#(FakeImage.digest([1]))","size":1\#(member)}"#
        }
        let text =
            #"{"schemaVersion":2,"manifests":[\#(entries.joined(separator: ","))]\#(more.map { "," + $0 } ?? "")}"#
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

    private static let filtered = "\(path)?artifactType=x/sig"
    private static let annotated = #""annotations":{"org.opencontainers.referrers.filtersApplied":"artifactType"}"#

    /// The registry's word that it has filtered ⇒ what stays of a signature, something else and an untyped entry, and
    /// whether the untyped one was read.
    @Test(
        "filtering is repeated here",
        arguments: [
            (index(["x/sig", "x/other", nil]), true),
            (index(["x/sig", "x/other", nil]).with("OCI-Filters-Applied", "artifactType"), false),
            (index(["x/sig", "x/other", nil]).with("OCI-Filters-Applied", "a, artifactType"), false),
            (index(["x/sig", "x/other", nil]).with("OCI-Filters-Applied", "other"), true),
            (index(["x/sig", "x/other", nil], annotated), false),
        ])
    func filters(reply: FakeReply, reads: Bool) async throws {
        let registry = try registry([Self.filtered: reply])
        let subject = try #require(Digest(Self.subject.digest))
        let list = try await TestClient().registry.referrers(of: app(registry), to: subject, artifactType: "x/sig")
        #expect(list.descriptors.map(\.artifactType) == ["x/sig", nil])
        // The manifest of the untyped entry is not there.
        #expect((list.partial != nil) == reads)
        #expect(registry.requests.count == (reads ? 2 : 1))
    }

    private static let signature = FakeImage.Blob(mediaType: MediaType.cosignPayload, bytes: [1])

    /// A manifest that is listed without a type ⇒ its type.
    @Test(
        "types that the list leaves out",
        arguments: [
            (FakeImage(config: .init(mediaType: "x/config", bytes: [2]), layers: [], subject: subject), "x/config"),
            (
                FakeImage(
                    config: .init(mediaType: "x/config", bytes: [2]), layers: [], artifactType: "x/type",
                    subject: subject), "x/type"
            ),
            (
                FakeImage(
                    config: .init(mediaType: MediaType.imageConfig, bytes: [2]), layers: [signature], subject: subject),
                MediaType.cosignSignature
            ),
        ])
    func untyped(image: FakeImage, type: String) async throws {
        let registry = try registry([:])
        registry.change { $0.referrers = .untyped }
        registry.add(image, to: "org/app")
        #expect(try await types(registry) == [nil])
        #expect(try await types(registry, type) == [type])
        #expect(try await types(registry, "x/other") == [])
    }

    @Test func untypedEntriesAreBounded() async throws {
        let registry = try registry([:])
        registry.change { $0.referrers = .untyped }
        let count = RegistryLimits.untypedReferrers + 2
        for number in 0..<count {
            let config = FakeImage.Blob(mediaType: "x/config", bytes: [UInt8(number)])
            registry.add(FakeImage(config: config, layers: [], subject: Self.subject), to: "org/app")
        }
        let subject = try #require(Digest(Self.subject.digest))
        let list = try await TestClient().registry.referrers(of: app(registry), to: subject, artifactType: "x/config")
        #expect(list.descriptors.count == count)
        #expect(list.partial?.contains("without a type") == true)
        #expect(registry.requests.count == RegistryLimits.untypedReferrers + 1)
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

    /// Answers ⇒ how often the call is made for three digests, one after the other.
    @Test(
        "a registry that lacks the call is asked once",
        arguments: [
            (FakeReply(404, text: "404 page not found"), 1), (FakeReply(405), 1), (FakeReply(400), 1),
            (FakeReply(406), 1),
            (FakeReply.redirect(303, to: "https://elsewhere.example/x"), 1),
            (FakeReply(200, text: "<html>", type: "text/html"), 1),
            (FakeReply(404, json: #"{"errors":[{"code":"MANIFEST_UNKNOWN"}]}"#), 3), (index([]), 3),
        ])
    func memory(reply: FakeReply, calls: Int) async throws {
        let registry = try FakeRegistry()
        registry.change { $0.intercept = { $0.path.contains("/referrers/") ? reply : nil } }
        for name in ["org/a", "org/b"] { registry.add(Self.subject, to: name, tag: "1.0.0") }
        let client = TestClient().registry
        for (name, byte) in [("org/a", 1), ("org/a", 2), ("org/b", 3)] as [(String, UInt8)] {
            let subject = try #require(Digest(FakeImage.digest([byte])))
            #expect(try await client.referrers(of: app(registry, name), to: subject).descriptors == [])
        }
        #expect(registry.requests.count { $0.path.contains("/referrers/") } == calls)
    }

    @Test("and once when many ask at the same time", arguments: [404, 500])
    func concurrentProbe(status: Int) async throws {
        let registry = try FakeRegistry()
        registry.change { $0.intercept = { $0.path.contains("/referrers/") ? FakeReply(status) : nil } }
        registry.add(Self.subject, to: "org/app", tag: "1.0.0")
        let client = TestClient().registry
        let app = try app(registry)
        let answers = try await withThrowingTaskGroup(of: Bool.self) { group in
            for byte in 0..<20 as Range<UInt8> {
                let subject = try #require(Digest(FakeImage.digest([byte])))
                group.addTask { (try? await client.referrers(of: app, to: subject)) != nil }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers == Array(repeating: status == 404, count: 20))
        // A probe that fails tells nothing: the next one tries.
        #expect(registry.requests.count { $0.path.contains("/referrers/") } == (status == 404 ? 1 : 20))
    }

    @Test func redirectsWithinTheRegistryAreFollowed() async throws {
        let registry = try registry([
            Self.path: .redirect(307, to: "/moved"), "/moved": .redirect(308, to: "/again"),
            "/again": Self.index(["x/sig"]),
        ])
        #expect(try await types(registry) == ["x/sig"])
    }

    @Test(
        "and may end in nothing",
        arguments: [FakeReply(429), .redirect(302, to: "/moved"), FakeReply(404), FakeReply(302)])
    func redirectsThatEnd(reply: FakeReply) async throws {
        let registry = try registry([
            Self.path: .redirect(307, to: "/moved"), "/moved": reply,
            "/v2/org/app/manifests/\(Self.tag)": Self.index(["x/sig"]),
        ])
        #expect(try await types(registry) == ["x/sig"])
    }

    /// GitLab takes the tag for the subject, whatever it is.
    @Test("a tag that gives the subject is no list", arguments: [false, true])
    func echo(isIndex: Bool) async throws {
        let image = isIndex ? FakeImage(index: [.init(Self.subject)]) : Self.subject
        let echo = FakeReply(200, headers: [("Content-Type", image.mediaType)], body: image.manifest)
        let tag = image.digest.replacing(":", with: "-")
        let registry = try registry(["/v2/org/app/manifests/\(tag)": echo])
        let subject = try #require(Digest(image.digest))
        let list = try await TestClient().registry.referrers(of: app(registry), to: subject)
        #expect(list == ReferrerList(descriptors: [], partial: nil))
    }

    @Test func aTagThatGivesSomethingElseTellsNothing() async throws {
        let registry = try registry([:])
        registry.add(FakeImage(named: "other"), to: "org/app", tag: Self.tag)
        let subject = try #require(Digest(Self.subject.digest))
        let list = try await TestClient().registry.referrers(of: app(registry), to: subject)
        #expect(list.descriptors.isEmpty && list.partial?.contains("holds an image") == true)
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
            (FakeReply(401), .unauthorized), (FakeReply(429), .rateLimited),
            (FakeReply(304), .unexpectedStatus(304)),
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
        ("sha256", String(repeating: "a", count: 64), "sha256-" + String(repeating: "a", count: 64)),
        ("sha512", String(repeating: "a", count: 128), "sha512-" + String(repeating: "a", count: 64)),
        (
            "test+algorithm+using+algorithm+separators+and+lots+of+characters+to+excercise+overall+truncation",
            "alsoSome=InTheEncodedSectionToShowHyphenReplacementAndLotsAndLotsOfCharactersToExcerciseEncodedTruncation",
            "test-algorithm-using-algorithm-s-alsoSome-InTheEncodedSectionToShowHyphenReplacementAndLotsAndLot"
        ),
    ])
    func fallbackTags(algorithm: String, encoded: String, tag: String) {
        #expect(ReferrerList.fallbackTag(algorithm: algorithm, encoded: encoded) == tag)
        #expect(ReferenceText.isTag(tag))
    }

    @Test func fallbackTagOfADigest() throws {
        let digest = try #require(Digest("sha512:" + String(repeating: "b", count: 128)))
        #expect(ReferrerList.fallbackTag(digest) == "sha512-" + String(repeating: "b", count: 64))
    }
}
