import Artifacts
import SourceYAML
import Testing
import Transport
import Versioning

@testable import Tracking

@Suite struct RepositoryFindingTests {
    static func told(
        _ repository: String, created: [String?] = [nil], move: Listing.Move? = nil, isWhole: Bool = true,
        deprecated: Bool = false, found: Bool = true
    ) async throws -> [String] {
        let releases = created.enumerated().map {
            Release(text: "1.\($0.offset).0", created: $0.element, deprecated: deprecated)
        }
        let listing = Listing(releases: releases, completeness: isWhole ? .complete : .partial("cut"), move: move)
        let artifact = try #require(ChartRepository(repository).map { Artifact.chart($0, name: "app") })
        let upstream = ScriptedUpstream(found ? [artifact.identity: .success(listing)] : [:])
        return try await plan(
            ["a.yaml": release(version: "1.0.0", repository: repository)], upstream: upstream, checks: .testing()
        ).told
    }

    @Test(arguments: [
        (
            "https://kubernetes-charts.storage.googleapis.com/",
            "movedRepository warning https://kubernetes-charts.storage.googleapis.com is gone since 2020-11-13: "
                + "https://charts.helm.sh/stable has its archive, the charts' own projects have newer versions"
        ),
        (
            "https://charts.helm.sh/stable",
            "frozenRepository warning https://charts.helm.sh/stable is frozen since 2020-11-13: newer versions are in the "
                + "repositories of the charts' own projects"
        ),
        (
            "https://helm.traefik.io/traefik",
            "movedRepository warning https://helm.traefik.io/traefik has moved (2022-11-08): https://traefik.github.io/charts"
        ),
        ("https://charts.helm.sh/stable2", nil),
        ("https://charts.helm.sh", nil),
        ("https://grafana.github.io/helm-charts", nil),
    ]) func wellKnownPlaces(_ repository: String, _ told: String?) async throws {
        #expect(try await Self.told(repository, found: false) == [told].compactMap(\.self))
        // Who answers is not gone.
        let answered = told?.replacing("is gone since 2020-11-13", with: "has moved (2020-11-13)")
        #expect(try await Self.told(repository) == [answered].compactMap(\.self))
    }

    @Test func oneChartOfARepositoryMayHaveMoved() throws {
        let charts = try #require(ChartRepository("https://grafana.github.io/helm-charts"))
        #expect(KnownRepository.of(.chart(charts, name: "grafana"))?.state == .moved)
        #expect(KnownRepository.of(.chart(charts, name: "grafana-agent")) == nil)
        #expect(KnownRepository.of(.chart(charts, name: "loki")) == nil)
        let hub = try #require(OCIReference(url: "oci://registry-1.docker.io/bitnamicharts/nginx"))
        #expect(KnownRepository.of(.oci(hub.repository))?.state == .frozen)
    }

    @Test func theTableIsSound() {
        let places = KnownRepository.all.map(\.place)
        #expect(Set(places).count == places.count)
        for known in KnownRepository.all {
            #expect(HTTPDate.unixTime(timestamp: "\(known.since)T00:00:00Z") != nil, "\(known.place)")
            #expect(!known.place.hasSuffix("/") && !known.instead.isEmpty)
        }
    }

    @Test(arguments: [("2020-12-01T00:00:00Z", 1), ("2021-06-01T00:00:00Z", 0)])
    func whatUpstreamListsWinsOverTheTable(_ created: String, _ count: Int) async throws {
        let told = try await Self.told("https://charts.helm.sh/stable", created: ["2019-01-01T00:00:00Z", created])
        #expect(told.count { $0.contains("is frozen since") } == count)
    }

    @Test func aPermanentRedirectIsTold() async throws {
        let target = try #require(ChartRepository("https://new.example/charts"))
        let told = try await Self.told("https://charts.example", move: .redirect(to: target))
        #expect(
            told == [
                "movedRepository warning https://charts.example redirects permanently to https://new.example/charts"
            ])
        // To where it was asked for it has not moved.
        #expect(try await Self.told("https://new.example/charts", move: .redirect(to: target)).isEmpty)
    }

    @Test func archivesInARegistryAreTold() async throws {
        let name = try #require(OCIReference(url: "oci://ghcr.io/org/app")).repository
        let told = try await Self.told("https://charts.example", move: .registry(name))
        #expect(
            told == [
                "movedRepository info the archives of https://charts.example lie in a registry by now: oci://ghcr.io/org/app"
            ])
    }

    @Test(
        arguments: [
            (["2024-11-20T00:00:00Z"], "2024-11-20"),
            (["2024-11-22T00:00:00Z"], nil),
            // Of several versions the newest counts, whatever their order.
            (["2021-01-01T00:00:00Z", "2026-10-01T00:00:00Z", "2020-01-01T00:00:00Z"], nil),
            (["2021-01-01T00:00:00.123456789+02:00"], "2020-12-31"),
            ([nil, "2021-01-01T00:00:00Z"], "2021-01-01"),
            // The newest may be of yesterday.
            (["2021-01-01T00:00:00Z", nil], nil),
            // Nothing is known.
            ([nil], nil),
            (["yesterday"], nil),
            // Reproducible builds, and zero times.
            (["1980-01-01T00:00:00Z"], nil),
            (["0001-01-01T00:00:00Z"], nil),
        ] as [([String?], String?)]) func silence(_ created: [String?], _ since: String?) async throws
    {
        let message = since.map {
            "frozenRepository info nothing new of app has come from https://charts.example since \($0)"
        }
        #expect(try await Self.told("https://charts.example", created: created) == [message].compactMap(\.self))
    }

    @Test func aListThatMayLackVersionsIsNotSilent() async throws {
        #expect(
            try await Self.told("https://charts.example", created: ["2020-01-01T00:00:00Z"], isWhole: false).isEmpty)
    }

    @Test func whatIsDeprecatedNeedsNoSecondWord() async throws {
        let told = try await Self.told("https://charts.example", created: ["2020-01-01T00:00:00Z"], deprecated: true)
        #expect(told == ["deprecated warning app is deprecated upstream"])
    }

    @Test func oneRepositoryIsToldOnce() async throws {
        let charts = ["a", "b", "c", "d", "e", "f", "g"]
        let listing = Listing(releases: [Release(text: "1.0.0", created: "2020-03-04T00:00:00Z")])
        let upstream = ScriptedUpstream(
            Dictionary(uniqueKeysWithValues: charts.map { ("https://charts.example#\($0)", .success(listing)) }))
        let files = Dictionary(
            uniqueKeysWithValues: charts.map { ("\($0).yaml", release($0, chart: $0, version: "1.0.0")) })
        let findings = try await plan(files, upstream: upstream, checks: .testing()).findings
        #expect(
            findings.map(\.message) == [
                "nothing new of a, b, c, d, e and 2 more has come from https://charts.example since 2020-03-04"
            ])
        #expect(findings.first?.references.count == 7)
        #expect(findings.first?.file == "a.yaml")
    }
}
