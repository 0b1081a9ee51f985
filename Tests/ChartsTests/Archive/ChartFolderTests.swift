import Charts
import TestSupport
import Testing

@Suite("Charts in folders")
struct ChartFolderTests {
    private static let metadata = "apiVersion: v2\nname: app\nversion: 1.2.3\n"

    private static func error(_ path: String) -> ChartArchiveError? {
        do throws(ChartArchiveError) {
            _ = try Chart(directory: path)
            return nil
        } catch {
            return error
        }
    }

    @Test("links are followed inside of the chart, and nowhere else")
    func links() throws {
        let tree = TemporaryTree([
            "app/Chart.yaml": Self.metadata, "app/files/a.txt": "inside", "app/dir/b.txt": "folder",
            "secret.txt": "outside", "lib/Chart.yaml": Self.metadata,
        ])
        let script = """
            cd '\(tree.path)/app' && ln -s files/a.txt inner && ln -s dir linked && ln -s ../secret.txt values.yaml &&
            ln -s /etc/passwd passwd && ln -s nowhere gone && ln -s . loop && ln -s .. up && mkdir charts && ln -s ../../lib charts/lib
            """
        try #require(run("/bin/sh", ["-c", script]).status == 0)
        let chart = try Chart(directory: "\(tree.path)/app")
        #expect(chart.files.map(\.path) == ["Chart.yaml", "dir/b.txt", "files/a.txt", "inner", "linked/b.txt"])
        #expect(chart.bytes(of: "inner") == Array("inside".utf8))
        #expect(
            chart.problems.map(\.description) == [
                "charts/lib is a link that leads out of the chart and is not followed",
                "gone is a link that leads nowhere; Helm refuses it",
                "loop is a link to a folder that it lies in and is not followed",
                "passwd is a link that leads out of the chart and is not followed",
                "up is a link that leads out of the chart and is not followed",
                "values.yaml is a link that leads out of the chart and is not followed",
            ])
        let wide = try Chart(directory: "\(tree.path)/app", root: tree.path)
        #expect(wide.bytes(of: "values.yaml") == Array("outside".utf8))
        #expect(wide.subcharts.map(\.metadata.name) == ["app"])
    }

    @Test func theFolderMayBeALinkItself() throws {
        let tree = TemporaryTree(["app/Chart.yaml": Self.metadata, "app/values.yaml": "a: 1"])
        run("/bin/sh", ["-c", "cd '\(tree.path)' && ln -s app link"])
        #expect(try Chart(directory: "\(tree.path)/link").values["a"] == .integer(1))
    }

    @Test func pipesAndLargeFilesAreRefused() throws {
        let tree = TemporaryTree(["app/Chart.yaml": Self.metadata])
        run("mkfifo", ["\(tree.path)/app/pipe"])
        let pipe = try #require(Self.error("\(tree.path)/app"))
        #expect(pipe.code == .layout && pipe.entry == "pipe" && pipe.message.contains("a device, a socket or a pipe"))
        run("rm", ["\(tree.path)/app/pipe"])
        run("truncate", ["-s", String(ChartLimits.fileBytes + 1), "\(tree.path)/app/big"])
        let big = try #require(Self.error("\(tree.path)/app"))
        #expect(big.code == .tooLarge && big.entry == "big" && big.message.contains("5242880"), "\(big)")
        tree.write("big", to: "app/.helmignore")
        #expect(Self.error("\(tree.path)/app") == nil)
    }

    @Test func manyFilesAreRefused() throws {
        let tree = TemporaryTree(["app/Chart.yaml": Self.metadata])
        let script = "mkdir '\(tree.path)/app/d' && cd '\(tree.path)/app/d' && seq 20000 | xargs touch"
        try #require(run("/bin/sh", ["-c", script]).status == 0)
        let error = try #require(Self.error("\(tree.path)/app"))
        #expect(error.code == .tooLarge && error.message.contains("20000"), "\(error)")
        tree.write("d/\n", to: "app/.helmignore")
        #expect(Self.error("\(tree.path)/app") == nil)
    }

    @Test(
        "what is no chart",
        arguments: [
            ("none", ChartArchiveError.Code.absent), ("file", .unreadable), ("empty", .layout), ("file/x", .absent),
        ])
    func noChart(name: String, code: ChartArchiveError.Code) throws {
        let tree = TemporaryTree(["file": "x", "empty/values.yaml": ""])
        let error = try #require(Self.error("\(tree.path)/\(name)"))
        #expect(error.code == code, "\(error)")
        #expect(error.description.hasPrefix("\(tree.path)/\(name) "))
    }

    @Test(".git is no part of a chart, .gitignore is")
    func git() throws {
        let tree = TemporaryTree(["Chart.yaml": Self.metadata, ".git/config": "x", ".gitignore": "y"])
        #expect(try Chart(directory: tree.path).files.map(\.path) == [".gitignore", "Chart.yaml"])
    }

    /// Rules ⇒ the files that are left of `files`, beside Chart.yaml and .helmignore.
    private static let files = [
        "README.md", "a.txt", "b/a.txt", "b/c/d.txt", "templates/.x.yaml", "templates/.y/z.yaml", "templates/x.yaml",
        "x.bak", "[z]",
    ]

    @Test(
        ".helmignore, as Helm reads it",
        arguments: [
            ("", ["README.md", "[z]", "a.txt", "b/a.txt", "b/c/d.txt", "templates/x.yaml", "x.bak"]),
            (
                "# a comment\n\n  *.bak  \r\n",
                ["README.md", "[z]", "a.txt", "b/a.txt", "b/c/d.txt", "templates/x.yaml"]
            ),
            ("\u{FEFF}*.txt", ["README.md", "[z]", "templates/x.yaml", "x.bak"]),
            ("/a.txt", ["README.md", "[z]", "b/a.txt", "b/c/d.txt", "templates/x.yaml", "x.bak"]),
            ("b/", ["README.md", "[z]", "a.txt", "templates/x.yaml", "x.bak"]),
            ("a.txt/", ["README.md", "[z]", "a.txt", "b/a.txt", "b/c/d.txt", "templates/x.yaml", "x.bak"]),
            ("b/*", ["README.md", "[z]", "a.txt", "templates/x.yaml", "x.bak"]),
            ("b/*.txt", ["README.md", "[z]", "a.txt", "b/c/d.txt", "templates/x.yaml", "x.bak"]),
            ("c", ["README.md", "[z]", "a.txt", "b/a.txt", "templates/x.yaml", "x.bak"]),
            ("[a-b]*", ["README.md", "[z]", "templates/x.yaml", "x.bak"]),
            ("\\[z\\]", ["README.md", "a.txt", "b/a.txt", "b/c/d.txt", "templates/x.yaml", "x.bak"]),
            ("readme.md", ["README.md", "[z]", "a.txt", "b/a.txt", "b/c/d.txt", "templates/x.yaml", "x.bak"]),
            ("?.txt", ["README.md", "[z]", "templates/x.yaml", "x.bak"]),
        ])
    func helmIgnore(rules: String, left: [String]) throws {
        let tree = TemporaryTree(["Chart.yaml": Self.metadata, ".helmignore": rules])
        for file in Self.files { tree.write("x", to: file) }
        let paths = try Chart(directory: tree.path).files.map(\.path)
        #expect(paths.filter { ![".helmignore", "Chart.yaml"].contains($0) }.sorted() == left.sorted())
    }

    @Test("a rule that is none is told", arguments: [("a/**", "“**”"), ("[a", "no pattern"), ("x\\", "no pattern")])
    func badRules(rule: String, words: String) throws {
        let tree = TemporaryTree(["Chart.yaml": Self.metadata, ".helmignore": "*.bak\n\(rule)\n", "x.bak": ""])
        let chart = try Chart(directory: tree.path)
        #expect(chart.problems.map(\.file) == [".helmignore"])
        #expect(chart.problems[0].message.contains("in line 2") && chart.problems[0].message.contains(words))
        #expect(chart.bytes(of: "x.bak") == nil)
    }

    /// As in Helm: what a rule with `!` does not match is left out, Chart.yaml with it.
    @Test func aNegatedRuleLeavesOutEverythingElse() throws {
        let tree = TemporaryTree(["Chart.yaml": Self.metadata, ".helmignore": "!*.txt\n", "a.txt": "x"])
        #expect(Self.error(tree.path)?.code == .layout)
    }
}
