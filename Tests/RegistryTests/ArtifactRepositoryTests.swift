import Artifacts
import FakeRegistry
import TestSupport
import Testing

@testable import Registry

/// The same content in a registry, in a folder and in a tar file gives the same answers.
@Suite("Artifact repositories", .timeLimit(.minutes(1)))
struct ArtifactRepositoryTests {
    enum Backend: String, CaseIterable, Sendable { case registry, taggedReferrers, folder, archive }

    private static let amd = FakeImage(os: "linux", architecture: "amd64", labels: [("n", "amd")])
    private static let arm = FakeImage(os: "linux", architecture: "arm64", labels: [("n", "arm")])
    private static let index = FakeImage(index: [
        .init(amd, platform: #"{"os":"linux","architecture":"amd64"}"#),
        .init(arm, platform: #"{"os":"linux","architecture":"arm64"}"#),
    ])
    private static let proof = FakeImage(
        config: .init(mediaType: MediaType.notationSignature, bytes: Array("{}".utf8)), layers: [], subject: index)
    private static let chart = FakeImage(
        config: .init(mediaType: MediaType.helmConfig, bytes: Array(#"{"name":"app","version":"1.0.0+b"}"#.utf8)),
        layers: [.init(mediaType: MediaType.helmChart, bytes: [1])])

    /// Kept alive as long as the repository is used.
    private struct Place {
        let repository: any ArtifactRepository
        let owners: [AnyObject]
    }

    private func place(_ backend: Backend) throws -> Place {
        let tagged: [(String?, FakeImage)] = [("1.0.0", Self.index), ("1.0.0_b", Self.chart)]
        switch backend {
        case .registry, .taggedReferrers:
            let registry = try FakeRegistry()
            registry.change { $0.referrers = backend == .registry ? .listed : .absent }
            for (tag, image) in tagged { registry.add(image, to: "org/app", tag: tag) }
            registry.add(Self.proof, to: "org/app")
            if backend == .taggedReferrers {
                let list = FakeImage(index: [.init(Self.proof)])
                registry.add(list, to: "org/app", tag: Self.index.digest.replacing(":", with: "-"))
            }
            return Place(repository: try RemoteRepository(TestClient().registry, app(registry)), owners: [registry])
        case .folder, .archive:
            let fake = try FakeLayout(tagged.map { (name: $0.0, image: $0.1) } + [(name: nil, image: Self.proof)])
            if backend == .folder { return Place(repository: try ImageLayout(directory: fake.path), owners: [fake]) }
            let folder = TemporaryTree()
            try #require(run("tar", ["-czf", "\(folder.path)/a", "-C", fake.path, "."]).status == 0)
            return Place(repository: try ImageLayout(archive: "\(folder.path)/a"), owners: [fake, folder])
        }
    }

    @Test(arguments: Backend.allCases)
    func answers(backend: Backend) async throws {
        let place = try place(backend)
        let repository = place.repository
        let tags = try await repository.tags()
        #expect(tags.tags.filter { !$0.hasPrefix("sha256-") } == ["1.0.0", "1.0.0_b"] && tags.partial == nil)
        #expect(try await repository.digest(of: "1.0.0").text == Self.index.digest)
        #expect(try await repository.digest(of: Self.amd.digest).text == Self.amd.digest)
        for (platform, label) in [(nil, "amd"), ("linux/arm64", "arm")] as [(String?, String)] {
            let facts = try await repository.imageFacts(of: "1.0.0", platform: platform.flatMap { Platform($0) })
            #expect(facts.labels == ["n": label])
        }
        let chart = try #require(try await repository.chart(of: "1.0.0_b"))
        #expect(chart.version == "1.0.0+b" && chart.disagreement(with: "1.0.0_b") == nil)
        #expect(try await repository.chart(of: Self.amd.digest) == nil)
        let evidence = try await repository.signatureEvidence(of: "1.0.0", tags: tags)
        #expect(evidence.verdict == .present && evidence.kinds == [.notation])
        let subject = try #require(Digest(Self.index.digest))
        let referrers = try await repository.referrers(to: subject, artifactType: MediaType.notationSignature)
        #expect(referrers.descriptors.map(\.digest.text) == [Self.proof.digest])
        #expect(referrers.descriptors.map(\.artifactType) == [MediaType.notationSignature])
        #expect(try await repository.referrers(to: subject, artifactType: "x/y").descriptors.isEmpty)
        for absent in ["9.9.9", FakeImage.digest([7])] {
            let error = await failure { () async throws(RegistryError) in try await repository.manifest(of: absent) }
            #expect(error?.code == .notFound)
            let other = await failure { () async throws(RegistryError) in try await repository.digest(of: absent) }
            #expect(other?.code == .notFound)
        }
        withExtendedLifetime(place) {}
    }

    @Test func aLayoutKnowsListsUnderATag() throws {
        let list = FakeImage(index: [.init(Self.proof)])
        let fake = try FakeLayout([("1.0.0", Self.index), (Self.index.digest.replacing(":", with: "-"), list)])
        let subject = try #require(Digest(Self.index.digest))
        let found = try ImageLayout(directory: fake.path).referrers(to: subject, artifactType: nil)
        #expect(found.descriptors.map(\.digest.text) == [Self.proof.digest])
        #expect(found.partial == nil)
    }

    @Test func aLayoutThatCannotReadAManifestSaysSo() throws {
        let fake = try FakeLayout([("1.0.0", Self.index), (nil, Self.proof)])
        try fake.folder.write("{}", to: "blobs/" + Self.proof.digest.replacing(":", with: "/"))
        let subject = try #require(Digest(Self.index.digest))
        let found = try ImageLayout(directory: fake.path).referrers(to: subject, artifactType: nil)
        #expect(found.descriptors.isEmpty && found.partial != nil)
    }

    @Test func aLayoutMayHoldThingsOfOtherTypes() throws {
        let thing = FakeImage(mediaType: "application/vnd.example.thing", manifest: Array("not JSON".utf8))
        let fake = try FakeLayout([("1.0.0", Self.index), ("thing", thing)])
        let layout = try ImageLayout(directory: fake.path)
        let subject = try #require(Digest(Self.index.digest))
        #expect(try layout.referrers(to: subject, artifactType: nil) == ReferrerList(descriptors: [], partial: nil))
        #expect(layout.tags().tags == ["1.0.0", "thing"])
    }
}
