import Artifacts
import Testing
import Upstream

@Suite struct SnapshotTests {
    private static func snapshot(_ members: String) -> [UInt8] {
        Array(#"{"apiVersion": "astern/v1", "kind": "Snapshot"\#(members.isEmpty ? "" : ", " + members)}"#.utf8)
    }

    /// Members ⇒ the tags that are then listed for `docker.io/library/nginx`, or why none are.
    private static let listings: [(members: String, answer: String)] = [
        (#""oci": {"docker.io/library/nginx": {"tags": ["1", "2"]}}"#, "1 2"),
        (#""oci": {"docker.io/nginx": {"tags": ["1"]}}"#, "1"),
        (#""oci": {"nginx": {"tags": ["1"]}}"#, "1"),
        (#""oci": {"library/nginx": {"tags": ["1"]}}"#, "1"),
        (#""oci": {"index.docker.io/library/nginx": {"tags": ["1"]}}"#, "1"),
        (#""oci": {"registry-1.docker.io/library/nginx": {"tags": ["1"]}}"#, "1"),
        (#""oci": {"oci://docker.io/library/nginx": {"tags": ["1"]}}"#, "1"),
        (#""oci": {"oci://registry-1.docker.io/library/nginx/": {"tags": ["1"]}}"#, "1"),
        // The identity itself beats other spellings of it, and those have an order.
        (#""oci": {"nginx": {"tags": ["1"]}, "docker.io/library/nginx": {"tags": ["2"]}}"#, "2"),
        (#""oci": {"nginx": {"tags": ["1"]}, "docker.io/nginx": {"tags": ["2"]}}"#, "2"),
        (#""oci": {"docker.io/library/nginx": {"tags": ["1", null, "2"]}}"#, "1 2"),
        (#""oci": {"docker.io/library/nginx": {"tags": []}}"#, ""),
        (#""oci": {"docker.io/library/nginx": {"tags": ["1"], "more": {"x": [1]}}}, "later": 7"#, "1"),
        (#""oci": {"docker.io/library/nginx": {"tags": ["1"], "complete": true, "error": "odd"}}"#, "1"),
        (
            #""oci": {"docker.io/library/nginx": {"tags": ["1"], "complete": false}}"#,
            "1 partial: the snapshot says that the list is not complete"
        ),
        (
            #""oci": {"docker.io/library/nginx": {"tags": ["1"], "complete": false, "partial": "page 2 failed"}}"#,
            "1 partial: page 2 failed"
        ),
        (#""oci": {"docker.io/library/nginx": {"tags": ["1"], "error": "cut off"}}"#, "1 partial: cut off"),
        (
            #""oci": {"docker.io/library/nginx": {"digests": {}}}"#,
            " partial: the snapshot has no tags of docker.io/library/nginx"
        ),
        (#""oci": {"docker.io/library/nginx": {"tags": null, "error": "down"}}"#, "unavailable: down"),
        (#""oci": {"docker.io/library/nginx": {"tags": [], "error": "down"}}"#, "unavailable: down"),
        (#""oci": {}"#, "notInSnapshot: the snapshot does not have docker.io/library/nginx"),
        (#""oci": null"#, "notInSnapshot: the snapshot does not have docker.io/library/nginx"),
        ("", "notInSnapshot: the snapshot does not have docker.io/library/nginx"),
    ]

    @Test(arguments: listings) func listsTags(_ members: String, _ answer: String) async throws {
        let upstream = SnapshotUpstream(try Snapshot(json: Self.snapshot(members)))
        #expect(await upstream.answer("docker.io/library/nginx") == answer)
    }

    @Test func aHostWithoutDotIsItself() async throws {
        let upstream = SnapshotUpstream(
            try Snapshot(json: Self.snapshot(#""oci": {"registry/app": {"tags": ["1"]}}"#)))
        #expect(await upstream.answer("oci://registry/app") == "1")
        #expect(await upstream.answer("registry/app") == "1")
    }

    private static let charts: [(members: String, answer: String)] = [
        (#""helm": {"https://x.example/charts": {"pod": [{"version": "1.0.0"}, {"version": "v2"}]}}"#, "1.0.0 v2"),
        (#""helm": {"HTTPS://X.example/charts/": {"pod": [{"version": "1.0.0"}]}}"#, "1.0.0"),
        (#""helm": {"https://x.example/charts": {"pod": []}}"#, ""),
        (
            #""helm": {"https://x.example/charts": {}}"#,
            "notInSnapshot: the snapshot does not have https://x.example/charts#pod"
        ),
        (#""helm": {}"#, "notInSnapshot: the snapshot does not have https://x.example/charts"),
    ]

    @Test(arguments: charts) func listsCharts(_ members: String, _ answer: String) async throws {
        let upstream = SnapshotUpstream(try Snapshot(json: Self.snapshot(members)))
        #expect(await upstream.answer("https://x.example/charts#pod") == answer)
    }

    @Test(arguments: [
        (#""git": {"https://x.example/a/b": {"tags": ["v1"]}}"#, "v1"),
        (#""git": {"git@x.example:a/b.git": {"tags": ["v1"]}}"#, "v1"),
        (
            #""git": {"https://x.example/a/b": {"tags": ["v1"], "complete": false}}"#,
            "v1 partial: the snapshot says that the list is not complete"
        ),
        (#""git": {"https://x.example/a/b": {"error": "refused"}}"#, "unavailable: refused"),
        (#""git": {}"#, "notInSnapshot: the snapshot does not have https://x.example/a/b"),
    ]) func listsGitTags(_ members: String, _ answer: String) async throws {
        let upstream = SnapshotUpstream(try Snapshot(json: Self.snapshot(members)))
        #expect(await upstream.answer("https://x.example/a/b.git") == answer)
    }

    @Test func knowsWhatTheFileSays() async throws {
        let members = """
            "taken": "2026-11-21T00:00:00Z",
            "oci": {"ghcr.io/a/b": {"tags": ["1", "2", "3"], "digests": {"1": "\(digestA)", "2": null, "3": "md5"},
                "facts": {"1": {"created": "2026-01-01", "appVersion": "7", "kubeVersion": ">=1.2", "deprecated": true},
                    "2": {}, "3": null}}},
            "helm": {"https://x.example": {"pod": [
                {"version": "1.0.0", "digest": "\(digestA.dropFirst(7))", "deprecated": true, "created": "2026-01-02"},
                {"version": "1.1.0", "digest": "\(digestB)", "appVersion": null}]}}
            """
        let snapshot = try Snapshot(json: Self.snapshot(members))
        let upstream = SnapshotUpstream(snapshot)
        #expect(snapshot.taken == "2026-11-21T00:00:00Z")
        let name = try repository("ghcr.io/a/b")
        #expect(try await upstream.digest(of: name, tag: "1").get()?.text == digestA)
        for tag in ["2", "3", "4"] { #expect(try await upstream.digest(of: name, tag: tag).get() == nil) }
        let facts = try #require(await upstream.facts(of: name, tag: "1"))
        #expect(
            facts.deprecated && facts.appVersion == "7" && facts.created == "2026-01-01" && facts.kubeVersion == ">=1.2"
        )
        #expect(await upstream.facts(of: name, tag: "2")?.deprecated == false)
        #expect(await upstream.facts(of: name, tag: "3") == nil)
        #expect(await upstream.holdsChart(name, tag: "1") == nil)
        let charts = try await upstream.listing(of: artifact("https://x.example#pod")).get().releases
        #expect(charts.map(\.digest?.text) == [digestA, digestB])
        #expect(charts.map(\.deprecated) == [true, false])
    }

    private static let broken: [(text: String, problem: String)] = [
        (#"{"kind": "Snapshot"}"#, "the top has no member `apiVersion`"),
        (#"{"apiVersion": "astern/v1"}"#, "the top has no member `kind`"),
        (#"{"apiVersion": "v1", "kind": "List"}"#, "it is v1 List, expected astern/v1 Snapshot"),
        (#"{"apiVersion": "astern/v1", "kind": "Report"}"#, "it is astern/v1 Report, expected astern/v1 Snapshot"),
        ("[]", "the top should be an object"),
        (#""text""#, "the top should be an object"),
        (String(decoding: snapshot(#""oci": []"#), as: UTF8.self), "oci should be an object"),
        (
            String(decoding: snapshot(#""oci": {"a.b/c": {"tags": "1"}}"#), as: UTF8.self),
            "oci/a.b/c/tags should be a list"
        ),
        (
            String(decoding: snapshot(#""oci": {"a.b/c": {"tags": ["1", 2]}}"#), as: UTF8.self),
            "oci/a.b/c/tags/1 should be text"
        ),
        (
            String(decoding: snapshot(#""oci": {"a.b/c": {"complete": "yes"}}"#), as: UTF8.self),
            "oci/a.b/c/complete should be true or false"
        ),
        (
            String(decoding: snapshot(#""helm": {"https://a.b": {"c": [{"appVersion": "1"}]}}"#), as: UTF8.self),
            "helm/https://a.b/c/0 has no member `version`"
        ),
    ]

    @Test(arguments: broken) func namesThePlaceOfAProblem(_ text: String, _ problem: String) {
        let error = #expect(throws: SnapshotError.self) { try Snapshot(json: Array(text.utf8)) }
        #expect(error?.description == "not a snapshot: \(problem)")
    }

    private static let faults: [(text: String, place: String)] = [
        ("", "line 1, column 1: expected a value"),
        ("{", "line 1, column 2: expected a name in quotes"),
        ("<html>", "line 1, column 1: expected a value"),
        ("{\"apiVersion\": \"astern/v1\",\n \"kind\": Snapshot}", "line 2, column 10: expected a value"),
        ("{\"é\" 1}", "line 1, column 6: expected `:`"),
        ("{\"a\": [1 2]}", "line 1, column 10: expected `,` or `]`"),
        ("{\"a\": 1", "line 1, column 8: expected `,` or `}`"),
        ("{\"a\": \"b", "line 1, column 9: expected the end of a text: `\"`"),
        ("{\"a\": \"b\\", "line 1, column 10: expected the end of a text: `\"`"),
        ("{\"a\": -1.5e3, \"b\": null} x", "line 1, column 26: expected the end"),
    ]

    @Test(arguments: faults) func whatIsNoJSONSaysWhere(_ text: String, _ place: String) {
        let error = #expect(throws: SnapshotError.self) { try Snapshot(json: Array(text.utf8)) }
        #expect(error?.description == "not a snapshot: it is not JSON: \(place)")
    }

    @Test func nestingIsBounded() {
        let text = String(repeating: "[", count: 100_000)
        let error = #expect(throws: SnapshotError.self) { try Snapshot(json: Array(text.utf8)) }
        #expect(error?.description.hasPrefix("not a snapshot: ") == true)
    }
}
