import Artifacts
import FakeRegistry
import Testing

@testable import Registry

@Suite("Evidence of signatures", .timeLimit(.minutes(1)))
struct SignatureEvidenceTests {
    typealias Kind = SignatureEvidence.Kind

    private static let subject = FakeImage(named: "subject")
    private static let stem = subject.digest.replacing(":", with: "-")
    private static let other = "sha256:" + String(repeating: "1", count: 64)

    private static func payload(_ digest: String) -> FakeImage.Blob {
        let image = #""image":{"docker-manifest-digest":"\#(digest)"}"#
        let text =
            #"{"critical":{"identity":{"docker-reference":"x"},\#(image),"type":"cosign container image signature"},"optional":null}"#
        return FakeImage.Blob(mediaType: MediaType.cosignPayload, bytes: Array(text.utf8))
    }

    private static func signature(_ payloads: [FakeImage.Blob]) -> FakeImage {
        FakeImage(config: .init(mediaType: MediaType.imageConfig, bytes: Array("{}".utf8)), layers: payloads)
    }

    private static func referrer(_ type: String) -> FakeImage {
        FakeImage(
            config: .init(mediaType: MediaType.emptyConfig, bytes: Array("{}".utf8)), layers: [], artifactType: type,
            subject: subject)
    }

    /// A tag list alone ⇒ what it shows.
    @Test(arguments: [
        (["1.0.0"], []), ([stem + ".sig"], [Kind.cosignTag]),
        ([stem + ".att", stem + ".sbom"], [.cosignAttestationTag, .cosignSBOMTag]),
        ([stem], []), ([stem + ".sig2", stem + "sig"], []),
        (["sha256-" + String(repeating: "1", count: 64) + ".sig"], []),
    ])
    func tags(tags: [String], kinds: [Kind]) throws {
        let subject = try #require(Digest(Self.subject.digest))
        let evidence = SignatureEvidence(tags: TagList(tags: tags, partial: nil), subject: subject)
        #expect(evidence.kinds == kinds)
        #expect(evidence.verdict == (kinds == [.cosignTag] ? .present : .unknown("referrers were not asked for")))
    }

    private enum Expected: Sendable {
        case present([Kind])
        case absent([Kind])
        case unknown(String)
    }

    private static let cases:
        [(name: String, tagged: [(String, FakeImage)], referrers: [FakeImage], expected: Expected, notes: Int)] = [
            ("nothing", [], [], .absent([]), 0),
            ("a cosign tag", [(".sig", signature([payload(subject.digest)]))], [], .present([.cosignTag]), 0),
            (
                "two signers", [(".sig", signature([payload(other), payload(subject.digest)]))], [],
                .present([.cosignTag]), 0
            ),
            ("a tag for something else", [(".sig", signature([payload(other)]))], [], .absent([]), 1),
            ("a tag without a payload", [(".sig", signature([]))], [], .unknown("no payload"), 0),
            (
                "a tag with garbage", [(".sig", signature([.init(mediaType: MediaType.cosignPayload, bytes: [1])]))],
                [], .unknown("no payload"), 0
            ),
            (
                "a tag with too many payloads", [(".sig", signature((0..<9).map { _ in payload(other) }))], [],
                .unknown("more than 8"), 0
            ),
            ("attestations are no signature", [(".att", signature([])), (".sbom", signature([]))], [], .absent([]), 0),
            (
                "a bundle", [], [referrer("application/vnd.dev.sigstore.bundle.v0.3+json")],
                .present([.sigstoreBundle]), 0
            ),
            (
                "an older bundle", [], [referrer("application/vnd.dev.sigstore.bundle+json;version=0.2")],
                .present([.sigstoreBundle]), 0
            ),
            ("cosign's referrer", [], [referrer(MediaType.cosignSignature)], .present([.cosignReferrer]), 0),
            ("notation", [], [referrer(MediaType.notationSignature)], .present([.notation]), 0),
            ("a bill of materials", [], [referrer("application/spdx+json")], .absent([]), 0),
            ("something like a bundle", [], [referrer("application/vnd.dev.sigstore.bundler")], .absent([]), 0),
            (
                "several", [(".sig", signature([payload(subject.digest)]))],
                [referrer(MediaType.notationSignature), referrer("a/b")],
                .present([.cosignTag, .notation]), 0
            ),
        ]

    @Test("by asking", arguments: cases.indices, [Behaviour.Referrers.listed, .untyped, .filtered])
    func asked(row: Int, referrers: Behaviour.Referrers) async throws {
        let (name, tagged, more, expected, notes) = Self.cases[row]
        let registry = try FakeRegistry()
        registry.change { $0.referrers = referrers }
        registry.add(Self.subject, to: "org/app", tag: "1.0.0")
        for (suffix, image) in tagged { registry.add(image, to: "org/app", tag: Self.stem + suffix) }
        for image in more { registry.add(image, to: "org/app") }
        let repository = try RemoteRepository(TestClient().registry, app(registry))
        let plain = try await repository.signatureEvidence(of: "1.0.0")
        check(plain, expected, name)
        #expect(plain.notes.count == notes, "\(name)")
        // With the tags at hand the answer is the same, and attestation tags show as well.
        let tags = try await repository.tags()
        let informed = try await repository.signatureEvidence(of: Self.subject.digest, tags: tags)
        #expect(informed.verdict == plain.verdict, "\(name)")
        #expect(informed.kinds.filter(\.isSignature) == plain.kinds, "\(name)")
        if name == "attestations are no signature" {
            #expect(informed.kinds == [.cosignAttestationTag, .cosignSBOMTag])
        }
    }

    private func check(_ evidence: SignatureEvidence, _ expected: Expected, _ name: String) {
        switch expected {
        case .present(let kinds):
            #expect(evidence.verdict == .present && evidence.kinds == kinds, "\(name)")
            #expect("\(evidence)" == "signature present (not verified)")
        case .absent(let kinds):
            #expect(evidence.verdict == .absent && evidence.kinds == kinds, "\(name): \(evidence)")
        case .unknown(let words):
            guard case .unknown(let reason) = evidence.verdict else {
                Issue.record("\(name): expected unknown, got \(evidence)")
                return
            }
            #expect(reason.contains(words), "\(name): \(reason)")
        }
    }

    @Test func theTagListSavesRequests() async throws {
        let registry = try FakeRegistry()
        registry.change { $0.referrers = .listed }
        registry.add(Self.subject, to: "org/app", tag: "1.0.0")
        let repository = try RemoteRepository(TestClient().registry, app(registry))
        let complete = TagList(tags: ["1.0.0"], partial: nil)
        #expect(try await repository.signatureEvidence(of: Self.subject.digest, tags: complete).verdict == .absent)
        #expect(registry.requests.map(\.path) == ["/v2/org/app/referrers/\(Self.subject.digest)"])
        registry.forgetRequests()
        let partial = TagList(tags: ["1.0.0"], partial: "cut")
        _ = try await repository.signatureEvidence(of: Self.subject.digest, tags: partial)
        #expect(registry.requests.count == 2)
    }

    @Test("unknown is not none", arguments: ["/referrers/", ".sig"])
    func failures(part: String) async throws {
        let registry = try FakeRegistry()
        registry.change {
            $0.referrers = .listed
            $0.intercept = { $0.path.contains(part) ? FakeReply(503) : nil }
        }
        registry.add(Self.subject, to: "org/app", tag: "1.0.0")
        let repository = try RemoteRepository(TestClient().registry, app(registry))
        let evidence = try await repository.signatureEvidence(of: "1.0.0")
        guard case .unknown(let reason) = evidence.verdict else {
            Issue.record("expected unknown, got \(evidence)")
            return
        }
        #expect(reason.contains("503"))
        // What is found elsewhere counts all the same.
        registry.add(Self.signature([Self.payload(Self.subject.digest)]), to: "org/app", tag: Self.stem + ".sig")
        registry.add(Self.referrer(MediaType.notationSignature), to: "org/app")
        #expect(try await repository.signatureEvidence(of: "1.0.0").verdict == .present)
    }

    @Test func theSignatureOfAnIndexHangsOnTheIndex() async throws {
        let index = FakeImage(index: [.init(Self.subject, platform: #"{"os":"linux","architecture":"amd64"}"#)])
        let registry = try FakeRegistry()
        registry.change { $0.referrers = .listed }
        registry.add(index, to: "org/app", tag: "1.0.0")
        let tag = index.digest.replacing(":", with: "-") + ".sig"
        registry.add(Self.signature([Self.payload(index.digest)]), to: "org/app", tag: tag)
        let repository = try RemoteRepository(TestClient().registry, app(registry))
        #expect(try await repository.signatureEvidence(of: "1.0.0").verdict == .present)
        #expect(try await repository.signatureEvidence(of: Self.subject.digest).verdict == .absent)
    }
}
