import FakeRegistry
import FoundationEssentials
import TestSupport
import Testing

/// `astern review`, and the reviews of `update` and `report`, as a user runs them.
@Suite struct ReviewCommandTests {
    private static func tree(_ pair: String) -> String { "\(Places.fixtures)/reviews/\(pair)/tree" }

    private static func copy(_ pair: String) -> TemporaryTree {
        let tree = TemporaryTree()
        run("/bin/cp", ["-r", "\(Self.tree(pair))/.", tree.path])
        return tree
    }

    @Test func printsJSON() throws {
        let charts = try PackedCharts(pair: "schema-narrowed")
        let result = AsternProgram.run(
            ["review", "demo", Self.tree("schema-narrowed"), "--upstream", charts.folder, "-o", "json"])
        #expect(result.status == 0)
        let review = try JSONTree(Data(result.output.utf8))
        let expected = #"""
            {"apiVersion": "astern/v1", "kind": "Review", "artifact": "https://charts.example.com#demo", "from": "1.0.0",
             "to": "1.1.0", "verdict": "breaks", "changes": {"metadata": {"step": "minor"}}}
            """#
        #expect(try JSONTree(Data(expected.utf8)).differences(from: review) == [])
        let first = try #require(review["items"]?.items.first)
        let item = #"""
            {"code": "schemaViolation", "severity": "error", "path": "level", "file": "release.yaml", "line": 15}
            """#
        #expect(try JSONTree(Data(item.utf8)).differences(from: first) == [])
    }

    @Test func printsTheSameTwice() throws {
        let charts = try PackedCharts(pair: "keys-vanished")
        for format in ["json", "table", "markdown"] {
            let arguments = ["review", "demo", Self.tree("keys-vanished"), "--upstream", charts.folder, "-o", format]
            let (one, two) = (AsternProgram.run(arguments), AsternProgram.run(arguments))
            #expect(!one.output.isEmpty)
            #expect(one.output == two.output)
        }
    }

    @Test func theTableHasTheGravestFirst() throws {
        let charts = try PackedCharts(pair: "overlays")
        let result = AsternProgram.run(["review", "demo", Self.tree("overlays"), "--upstream", charts.folder])
        let lines = result.output.split(separator: "\n").map(String.init)
        #expect(lines.first == "demo 1.0.0 -> 1.1.0: breaks")
        let breaks = try #require(lines.firstIndex { $0.hasPrefix("Breaks (1)") })
        let checks = try #require(lines.firstIndex { $0.hasPrefix("To check (1)") })
        #expect(breaks < checks)
        #expect(lines.contains("    prod/values.yaml:8"))
    }

    @Test(arguments: [
        ("nothing", "breaks", 0), ("nothing", "check", 0), ("types-changed", "check", 10),
        ("types-changed", "breaks", 0), ("schema-narrowed", "check", 10), ("schema-narrowed", "breaks", 10),
    ])
    func failsOnWhatIsNamed(pair: String, verdict: String, status: Int32) throws {
        let charts = try PackedCharts(pair: pair)
        let result = AsternProgram.run(
            ["review", "demo", Self.tree(pair), "--upstream", charts.folder, "--fail-on", verdict])
        #expect(result.status == status)
    }

    @Test func saysWhatCannotBeReviewed() throws {
        let charts = try PackedCharts(pair: "nothing")
        let arguments = ["review", "demo", Self.tree("nothing"), "--upstream", charts.folder]
        let absent = AsternProgram.run(arguments + ["--to", "9.9.9"])
        #expect(absent.status == 3)
        #expect(absent.errors.contains("not reviewed: https://charts.example.com#demo: upstream does not list 9.9.9"))
        run("/bin/sh", ["-c", "printf broken > '\(charts.folder)/http/charts.example.com/demo-1.1.0.tgz'"])
        let broken = AsternProgram.run(arguments)
        #expect(broken.status == 3)
        #expect(broken.errors.contains("not reviewed") && broken.errors.contains("demo-1.1.0.tgz"))
    }

    @Test func aChartThatTheTreeDoesNotPinTakesAllDefaults() throws {
        let charts = try PackedCharts(pair: "silent-defaults")
        let tree = TemporaryTree(["a.yaml": "a: b\n"])
        let arguments = ["review", "https://charts.example.com#demo", tree.path, "--upstream", charts.folder]
        let review = AsternProgram.run(arguments + ["--from", "1.0.0", "--to", "1.1.0", "-o", "json"])
        #expect(review.status == 0, "\(review.errors)")
        #expect(review.output.contains(#""code": "sensitiveDefault""#))
        #expect(review.output.contains(#""references": []"#))
        #expect(!review.output.contains(#""file": """#))
        // Without both versions it must be in the tree.
        #expect(AsternProgram.run(arguments + ["--to", "1.1.0"]).status == 64)
    }

    @Test func wantsACharts() {
        let result = AsternProgram.run(
            ["review", "ghcr.io/example/app", "--upstream", Places.upstream, Places.fleet])
        #expect(result.status == 64)
    }

    @Test func updateRefusesWhatBreaks() throws {
        let charts = try PackedCharts(pair: "schema-narrowed")
        let tree = Self.copy("schema-narrowed")
        let before = Places.text("\(tree.path)/release.yaml")
        let refused = AsternProgram.run(["update", "--review", "-o", "json", tree.path, "--upstream", charts.folder])
        let reference = try #require(try JSONTree(Data(refused.output.utf8))["references"]?.items.first)
        let expected = #"{"status": "refused", "written": false, "wanted": null, "verdict": "breaks"}"#
        #expect(try JSONTree(Data(expected.utf8)).differences(from: reference) == [])
        let reason = try #require(reference["reasons"]?.items.first)
        #expect(reason["code"] == .text("breaking"))
        #expect(refused.output.contains("release.yaml:15"))
        #expect(Places.text("\(tree.path)/release.yaml") == before)

        let allowed = AsternProgram.run(
            ["update", "--review", "--allow-breaking", tree.path, "--upstream", charts.folder])
        #expect(allowed.status == 0)
        #expect(allowed.errors.contains("review: https://charts.example.com#demo 1.0.0 -> 1.1.0: breaks"))
        #expect(Places.text("\(tree.path)/release.yaml") == before.replacing("version: 1.0.0", with: "version: 1.1.0"))
    }

    @Test func updateWritesWhatIsOnlyToBeChecked() throws {
        let charts = try PackedCharts(pair: "types-changed")
        let tree = Self.copy("types-changed")
        let result = AsternProgram.run(["update", "--review", tree.path, "--upstream", charts.folder])
        #expect(result.status == 0)
        #expect(result.errors.contains(": check: "))
        #expect(Places.text("\(tree.path)/release.yaml").contains("version: 1.1.0"))
    }

    @Test func updateDoesNotRefuseWhatItCannotReview() throws {
        let charts = try PackedCharts(pair: "schema-narrowed")
        let tree = Self.copy("schema-narrowed")
        run("/bin/rm", ["\(charts.folder)/http/charts.example.com/demo-1.0.0.tgz"])
        let result = AsternProgram.run(["update", "--review", tree.path, "--upstream", charts.folder])
        #expect(result.status == 0)
        #expect(result.errors.contains("not reviewed: "))
        #expect(Places.text("\(tree.path)/release.yaml").contains("version: 1.1.0"))
    }

    @Test func allowBreakingNeedsAReview() {
        let result = AsternProgram.run([
            "update", "--allow-breaking", Self.tree("nothing"), "--upstream", Places.upstream,
        ])
        #expect(result.status == 64)
    }

    @Test func theWideReportHasVerdicts() throws {
        let charts = try PackedCharts(pair: "schema-narrowed")
        let arguments = ["report", Self.tree("schema-narrowed"), "--upstream", charts.folder]
        let wide = AsternProgram.run(arguments + ["-o", "wide"]).output.split(separator: "\n")
        #expect(wide.first?.hasSuffix("REVIEW") == true)
        #expect(wide.last?.hasSuffix("breaks") == true)
        #expect(!AsternProgram.run(arguments).output.contains("REVIEW"))
    }

    /// Live, the wide report looks at what the cache holds, and asks for no archive.
    @Test func theWideReportAsksForNoArchive() throws {
        let charts = try PackedCharts(pair: "types-changed")
        let server = try FakeServer { request in
            let bytes = Places.bytes("\(charts.folder)/http/charts.example.com\(request.path)")
            return bytes.isEmpty ? FakeReply(404, text: "nothing here") : FakeReply(200, body: bytes)
        }
        defer { server.stop() }
        let tree = Self.copy("types-changed")
        let text = tree.text("release.yaml").replacing("https://charts.example.com", with: server.url)
        tree.write(text, to: "release.yaml")
        let cache = TemporaryTree()
        let environment = ["XDG_CACHE_HOME": cache.path, "DOCKER_CONFIG": "/nonexistent"]
        func wide() -> String {
            AsternProgram.run(["report", tree.path, "-o", "wide"], environment: environment).output
        }
        #expect(!wide().contains("REVIEW"))
        #expect(!server.requests.contains { $0.path.hasSuffix(".tgz") })
        let review = AsternProgram.run(["review", "demo", tree.path], environment: environment)
        #expect(review.status == 0, "\(review.errors)")
        #expect(server.requests.count { $0.path.hasSuffix(".tgz") } == 2)
        server.forgetRequests()
        #expect(wide().split(separator: "\n").last?.hasSuffix("check") == true)
        #expect(!server.requests.contains { $0.path.hasSuffix(".tgz") })
    }
}
