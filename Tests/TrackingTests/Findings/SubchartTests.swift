import Artifacts
import SourceYAML
import Testing
import Tracking
import Versioning

@Suite struct SubchartTests {
    static let identity = "https://charts.example#app"

    /// - Parameter asks: What the chart asks for: name, range, repository.
    static func told(
        _ asks: [(String, String, String)], _ listings: [String: String], inside: [String: String]? = nil,
        isLocal: Bool = true, fetches: Bool = false
    ) async throws -> [String] {
        let dependencies = asks.map { ReleaseDependency(name: $0.0, version: $0.1, repository: $0.2) }
        var known = listings.mapValues { Result<Listing, LookupFailure>.success(Listing(line: $0)) }
        known[identity] = .success(Listing(releases: [Release(text: "1.0.0", dependencies: dependencies)]))
        var files = ["Chart.yaml": "apiVersion: v2\nname: app\nversion: 1.0.0\ndependencies:\n"]
        for (name, range, repository) in asks {
            files["Chart.yaml"]? += "- {name: \(name), version: \"\(range)\", repository: \"\(repository)\"}\n"
        }
        for (name, version) in inside ?? [:] {
            let type = name == "common" ? "type: library\n" : ""
            files["charts/\(name)/Chart.yaml"] = "apiVersion: v2\nname: \(name)\nversion: \(version)\n\(type)"
        }
        let archives = inside == nil ? [:] : ["\(identity) 1.0.0": try archive(files)]
        let upstream = ScriptedUpstream(known, archives: archives, isLocal: isLocal)
        return try await plan(
            ["a.yaml": release(version: "1.0.0")], upstream: upstream, checks: .testing(fetches: fetches)
        ).told
    }

    static let sub = "https://sub.example"

    @Test(arguments: [
        // Without the archive only what lies beyond the range is known to be behind.
        ("1.2.x", "1.2.9 1.3.0", "sub 1.2.x (1.3.0 exists)"),
        ("^1.2.0", "1.2.0 1.9.0", nil),
        ("1.2.0", "1.2.0 1.2.1", "sub 1.2.0 (1.2.1 exists)"),
        ("1.2.0", "1.2.0 2.0.0-rc.1", nil),
        ("1.2.0", "1.0.0", nil),
        // A range that nothing is within, or that is none, says nothing.
        ("9.x", "1.2.0", nil),
        ("newest", "1.2.0", nil),
        ("", "1.2.0", nil),
    ]) func byWhatTheIndexSays(_ range: String, _ listed: String, _ behind: String?) async throws {
        let told = try await Self.told([("sub", range, Self.sub)], ["\(Self.sub)#sub": listed])
        #expect(
            told
                == [behind].compactMap(\.self).map {
                    "subchartsBehind info app 1.0.0 contains charts that are behind: \($0)"
                })
    }

    @Test func byWhatIsInTheArchive() async throws {
        let told = try await Self.told(
            [("sub", "^1.2.0", Self.sub), ("other", "*", "oci://ghcr.io/org/"), ("common", "1.x", Self.sub)],
            [
                "\(Self.sub)#sub": "1.2.0 1.9.0", "ghcr.io/org/other": "3.0.0 3.1.0",
                "\(Self.sub)#common": "1.0.0 2.0.0",
            ],
            inside: ["sub": "1.2.0", "other": "3.1.0", "common": "1.0.0"])
        #expect(told == ["subchartsBehind info app 1.0.0 contains charts that are behind: sub 1.2.0 (1.9.0 exists)"])
    }

    @Test(arguments: ["", "file://../sub", "@sub", "alias:sub", "https://unknown.example", "oci://ghcr.io/org"])
    func whatCannotBeLookedUpIsNotTold(_ repository: String) async throws {
        #expect(try await Self.told([("sub", "1.0.0", repository)], [:]).isEmpty)
    }

    @Test func manyAreToldInOneLine() async throws {
        let names = (1...7).map { "s\($0)" }
        let told = try await Self.told(
            names.map { ($0, "1.0.0", Self.sub) },
            Dictionary(uniqueKeysWithValues: names.map { ("\(Self.sub)#\($0)", "1.0.0 1.1.0") }))
        #expect(told.count == 1 && told.first?.hasSuffix("s5 1.0.0 (1.1.0 exists), and 2 more") == true)
    }

    @Test(arguments: [(false, 0), (true, 1)])
    func requestsAreOnlyMadeWhereTheyAreAskedFor(_ fetches: Bool, _ count: Int) async throws {
        let told = try await Self.told(
            [("sub", "1.2.0", Self.sub)], ["\(Self.sub)#sub": "1.2.0 1.3.0"], isLocal: false, fetches: fetches)
        #expect(told.count { $0.hasPrefix("subchartsBehind") } == count)
    }
}
