import Artifacts
import SourceYAML
import Testing
import Tracking
import Versioning

@Suite struct SeveralVersionsTests {
    static func told(_ files: [String: String]) async throws -> [String] {
        let listing = Listing(releases: ["1.0.0", "1.1.0", "2.0.0"].map { Release(text: $0) })
        let upstream = ScriptedUpstream(["https://charts.example#app": .success(listing)])
        return try await plan(files, upstream: upstream, checks: .testing()).told
    }

    private static func files(_ places: [(file: String, name: String, version: String)]) -> [String: String] {
        Dictionary(uniqueKeysWithValues: places.map { ($0.file, release($0.name, version: $0.version)) })
    }

    @Test func oneChartAtTwoVersions() async throws {
        let told = try await Self.told(
            Self.files([("a.yaml", "cache", "1.0.0"), ("b.yaml", "queue", "1.1.0"), ("c.yaml", "store", "1.0.0")]))
        #expect(
            told == [
                "severalVersions info app is in the tree at 2 versions: 1.0.0 (a.yaml:13, c.yaml:13), 1.1.0 (b.yaml:13)"
            ])
    }

    @Test(arguments: [
        // Alike.
        [("a.yaml", "cache", "1.0.0"), ("b.yaml", "queue", "1.0.0")],
        // Spelled differently.
        [("a.yaml", "cache", "1.0.0"), ("b.yaml", "queue", "v1.0.0")],
        // The same object, in overlays.
        [("one/a.yaml", "cache", "1.0.0"), ("two/a.yaml", "cache", "1.1.0")],
        // Environments, told by folder, file or name.
        [("clusters/east/a.yaml", "cache", "1.0.0"), ("clusters/west/a.yaml", "queue", "1.1.0")],
        [("prod/a.yaml", "cache", "1.0.0"), ("staging/a.yaml", "queue", "1.1.0")],
        [("apps/cache-prod.yaml", "cache", "1.0.0"), ("apps/cache-staging.yaml", "queue", "1.1.0")],
        [("a.yaml", "cache-production", "1.0.0"), ("b.yaml", "cache-dev", "1.1.0")],
        [("production/a.yaml", "cache", "1.0.0"), ("b.yaml", "queue", "1.1.0")],
    ]) func whatDiffersOnPurposeIsNotTold(_ places: [(String, String, String)]) async throws {
        let files = Self.files(places.map { (file: $0.0, name: $0.1, version: $0.2) })
        #expect(try await Self.told(files).isEmpty)
    }

    @Test func withinOneEnvironmentItIsTold() async throws {
        let told = try await Self.told(
            Self.files([
                ("clusters/prod/a.yaml", "cache", "1.0.0"), ("clusters/prod/b.yaml", "queue", "1.1.0"),
                ("clusters/dev/a.yaml", "cache", "2.0.0"),
            ]))
        #expect(
            told == [
                "severalVersions info app is in the tree at 2 versions: 1.0.0 (clusters/prod/a.yaml:13), "
                    + "1.1.0 (clusters/prod/b.yaml:13)"
            ])
    }

    @Test func aRangeCountsByWhatItStandsFor() async throws {
        #expect(try await Self.told(Self.files([("a.yaml", "cache", "1.x"), ("b.yaml", "queue", "1.1.0")])).isEmpty)
        #expect(try await Self.told(Self.files([("a.yaml", "cache", "1.x"), ("b.yaml", "queue", "1.0.0")])).count == 1)
    }

    @Test func imagesMayDiffer() async throws {
        let upstream = ScriptedUpstream(["ghcr.io/org/app": .success(Listing(line: "1.0.0 1.1.0"))])
        let files = ["a.yaml": PinnedPlace.image(":1.0.0").text, "b.yaml": PinnedPlace.image(":1.1.0").text]
        #expect(try await plan(files, upstream: upstream, checks: .testing()).told.isEmpty)
    }
}
