import Artifacts
import Discovery
import Reporting
import SourceYAML
import Testing
import Tracking

@Suite struct ReportDocumentTests {
    @Test func aReferenceHasEveryMemberOfTheContract() throws {
        let decision = try Fixture.chartDecision("apps/podinfo/release.yaml")
        let document = ReportDocument.value(of: Fixture.plan([decision], read: 3))
        #expect(document.json == Self.golden)
    }

    @Test func theEnvelopeCountsAndNamesFiles() throws {
        let document = ReportDocument.value(of: try Fixture.samplePlan())
        #expect(
            document["summary"] == [
                "references": .number(3), "current": .number(0), "outdated": .number(2), "ahead": .number(0),
                "held": .number(0), "untracked": .number(0), "unknown": .number(1), "refused": .number(0),
            ]
        )
        #expect(
            document["findings"] == [
                [
                    "code": "deprecated", "severity": "warning", "message": "the chart podinfo is deprecated",
                    "reference": "apps/podinfo/release.yaml#0:/spec/chart/spec/version",
                    "references": ["apps/podinfo/release.yaml#0:/spec/chart/spec/version"],
                    "file": "apps/podinfo/release.yaml", "line": .number(10),
                ]
            ]
        )
        #expect(
            document["files"] == [
                "read": .number(61),
                "skipped": [
                    [
                        "file": "charts/web/templates/a.yaml", "code": "template",
                        "message": "a chart's template",
                    ],
                    ["file": "bad.yaml", "code": "malformed", "message": "line 3: a tab"],
                ],
            ]
        )
    }

    @Test func anUnboundReferenceNamesItsCandidates() throws {
        let site = try Fixture.site("a.yaml", "version: 1.2.3\n", ["version"])
        let candidates = ["example.org/a", "example.org/b"].compactMap(Fixture.oci)
        let reference = Fixture.reference(
            site, artifact: nil, owner: Fixture.owner(nil, namespace: nil, kind: nil), pin: Pin(version: "1.2.3"),
            candidates: candidates, unbound: "no HelmRepository podinfo is in the tree"
        )
        let decision = Decision(
            reference: reference, status: .unknown, current: PinnedVersion(version: "1.2.3"),
            reasons: [Reason(.unbound)]
        )
        let json = ReportDocument.value(of: Fixture.plan([decision])).json
        #expect(json.contains("\"artifact\": null,\n      \"candidates\": [\n        \"example.org/a\",\n"))
        #expect(json.contains("\"namespace\": null,\n        \"name\": null\n"))
        #expect(
            json.contains("no HelmRepository podinfo is in the tree, it could be example.org/a or example.org/b\"")
        )
    }

    @Test func anUpdateTellsWhatWasWrittenAndHow() throws {
        let plan = try Fixture.samplePlan()
        let ids = plan.decisions.map(\.reference.id)
        let edits = plan.decisions.flatMap(\.edits)
        let document = UpdateDocument.value(of: plan, written: [ids[0]], edits: edits)
        #expect(document["kind"] == "Update")
        #expect(document["summary"] == ReportDocument.value(of: plan)["summary"])
        guard case .array(let references)? = document["references"] else {
            Issue.record("no references")
            return
        }
        #expect(references.map { $0["written"] } == [.bool(true), .bool(false), .bool(false)])
        let range = plan.decisions[0].reference.mainSite.range
        #expect(
            document["edits"] == [
                [
                    "file": "apps/podinfo/release.yaml", "start": .number(range.lowerBound),
                    "end": .number(range.upperBound), "old": "6.5.0", "new": "6.5.4",
                ]
            ]
        )
    }

    @Test(arguments: [
        (Listing.Completeness.complete, true, JSONValue.null),
        (.partial("stopped after 1000 tags"), false, "stopped after 1000 tags"),
    ])
    func tagsAreListedAsTheyCome(completeness: Listing.Completeness, complete: Bool, partial: JSONValue) throws {
        let artifact = try #require(Fixture.oci("ghcr.io/acme/web"))
        #expect(
            TagListDocument.value(of: artifact, tags: ["1.10.0", "1.9.0"], completeness: completeness) == [
                "apiVersion": "astern/v1", "kind": "TagList", "artifact": "ghcr.io/acme/web",
                "complete": .bool(complete), "partial": partial, "tags": [["tag": "1.10.0"], ["tag": "1.9.0"]],
            ]
        )
    }
}
