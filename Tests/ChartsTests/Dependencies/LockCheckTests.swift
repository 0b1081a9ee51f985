import Charts
import FoundationEssentials
import TestSupport
import Testing

@Suite struct LockCheckTests {
    private static let head = "apiVersion: v2\nname: c\nversion: 1.0.0\n"
    private static let asked = "dependencies:\n- name: a\n  version: ~1.0.0\n  repository: https://x\n"
    private static let askedJSON = #"[{"name":"a","version":"~1.0.0","repository":"https://x"}]"#
    private static let lockedJSON = #"[{"name":"a","version":"1.0.5","repository":"https://x"}]"#

    private static func lock(_ digest: String, _ rest: String = "") -> String {
        "dependencies:\n- name: a\n  repository: https://x\n  version: 1.0.5\n\(rest)digest: \(digest)\n"
            + "generated: \"2024-01-01T00:00:00Z\"\n"
    }

    private static var right: String { sha256("[\(askedJSON),\(lockedJSON)]") }

    @Test(
        arguments: [
            ("as Helm writes it", ["Chart.yaml": head + asked, "Chart.lock": lock(right)], "inSync"),
            ("quoted", ["Chart.yaml": head + asked, "Chart.lock": lock("\"\(right)\"")], "inSync"),
            (
                "lines of Windows",
                ["Chart.yaml": head + asked, "Chart.lock": lock(right).replacing("\n", with: "\r\n")], "inSync"
            ),
            ("another", ["Chart.yaml": head + asked, "Chart.lock": lock(sha256("x"))], "outOfSync"),
            ("without digest", ["Chart.yaml": head + asked, "Chart.lock": "dependencies: []\n"], "outOfSync"),
            ("no lock", ["Chart.yaml": head + asked], "noLock"),
            ("an empty lock is none", ["Chart.yaml": head + asked, "Chart.lock": "# nothing\n"], "noLock"),
            ("nothing to lock", ["Chart.yaml": head], "nothingToLock"),
            ("a list that is empty", ["Chart.yaml": head + "dependencies: []\n"], "nothingToLock"),
            (
                "empty lists",
                [
                    "Chart.yaml": head + "dependencies: []\n",
                    "Chart.lock": "dependencies: []\ndigest: \(sha256("[[],[]]"))\n",
                ], "inSync"
            ),
            ("no lists", ["Chart.yaml": head, "Chart.lock": "digest: \(sha256("[null,null]"))\n"], "inSync"),
            (
                "a lock with more fields",
                [
                    "Chart.yaml": head + asked,
                    "Chart.lock":
                        "dependencies: [{name: a, version: 1.10, repository: '', condition: x, tags: [b], alias: z}]\ndigest: "
                        + sha256(
                            #"[\#(askedJSON),[{"name":"a","version":"1.1","repository":"","condition":"x","tags":["b"],"alias":"z"}]]"#
                        ),
                ],
                "inSync"
            ),
            (
                "a lock with null",
                [
                    "Chart.yaml": head + asked,
                    "Chart.lock":
                        "dependencies:\n- null\ndigest: \(sha256("[\(askedJSON),[null]]"))\n",
                ], "inSync"
            ),
            ("not YAML", ["Chart.yaml": head + asked, "Chart.lock": "dependencies: ["], "undecided"),
            ("a list", ["Chart.yaml": head + asked, "Chart.lock": "[]"], "undecided"),
            (
                "no list where one belongs", ["Chart.yaml": head + "dependencies: x\n", "Chart.lock": lock(right)],
                "undecided"
            ),
            (
                "version 1",
                [
                    "Chart.yaml": "apiVersion: v1\nname: c\nversion: 1.0.0\n", "requirements.yaml": asked,
                    "requirements.lock": lock(right),
                ], "inSync"
            ),
            (
                "version 1 by default",
                [
                    "Chart.yaml": "name: c\nversion: 1.0.0\n", "requirements.yaml": asked,
                    "requirements.lock": lock(sha256("{\"dependencies\":\(askedJSON)}")),
                ], "inSync helm2"
            ),
            (
                "Helm 2 hashed names as written",
                [
                    "Chart.yaml": "name: c\nversion: 1.0.0\n",
                    "requirements.yaml": asked.replacing("https://x", with: "\"@stable\""),
                    "requirements.lock": lock(
                        sha256(
                            #"{"dependencies":[{"name":"a","version":"~1.0.0","repository":"@stable"}]}"#)),
                ], "inSync helm2"
            ),
            (
                "the hash of Helm 2 is not for version 2",
                [
                    "Chart.yaml": head + asked,
                    "Chart.lock": lock(sha256("{\"dependencies\":\(askedJSON)}")),
                ], "outOfSync"
            ),
            (
                "requirements.yaml of version 2",
                ["Chart.yaml": head, "requirements.yaml": asked, "Chart.lock": lock(right)],
                "inSync"
            ),
            (
                "requirements.yaml is read onto Chart.yaml",
                [
                    "Chart.yaml": head + asked + "  condition: a.b\n- name: gone\n",
                    "requirements.yaml": "dependencies:\n- {version: '2'}\n",
                    "Chart.lock": lock(
                        sha256(
                            #"[[{"name":"a","version":"2","repository":"https://x","condition":"a.b"}],\#(lockedJSON)]"#
                        )),
                ], "inSync"
            ),
            (
                "requirements.lock is read last",
                [
                    "Chart.yaml": head + asked, "Chart.lock": lock(sha256("old")),
                    "requirements.lock": lock(right),
                ], "inSync"
            ),
            (
                "a name, by the lock",
                [
                    "Chart.yaml": head + asked.replacing("https://x", with: "'@x'"),
                    "Chart.lock": lock(right),
                ], "inSync"
            ),
            (
                "an alias, by the lock",
                [
                    "Chart.yaml": head + asked.replacing("https://x", with: "alias:x"),
                    "Chart.lock": lock(right),
                ], "inSync"
            ),
            (
                "a name that nothing replaced",
                [
                    "Chart.yaml": head + asked.replacing("https://x", with: "'@x'"),
                    "Chart.lock": lock(
                        sha256(
                            #"[[{"name":"a","version":"~1.0.0","repository":"@x"}],\#(lockedJSON)]"#)),
                ], "inSync"
            ),
            (
                "another slash",
                [
                    "Chart.yaml": head + asked.replacing("https://x", with: "https://x/"),
                    "Chart.lock": lock(right),
                ], "outOfSync"
            ),
        ] as [(String, [String: String], String)])
    func outcome(_ name: String, _ files: [String: String], _ word: String) throws {
        let check = try chart(files).lockCheck()
        #expect(check.word == word, "\(check)")
        if word == "inSync" { #expect(check.digest == check.recorded) }
    }

    @Test func namesOfTheMachineComeFirst() throws {
        let names = try RepositoryNames(Array("repositories:\n- {name: x, url: https://y}\n- {name: x, url: z}\n".utf8))
        let files = [
            "Chart.yaml": Self.head + Self.asked.replacing("https://x", with: "'@x'"), "Chart.lock": Self.lock("none"),
        ]
        let json = Self.askedJSON.replacing("https://x", with: "https://y")
        #expect(try chart(files).lockCheck(names: names).digest == sha256("[\(json),\(Self.lockedJSON)]"))
    }

    @Test(.enabled(if: Places.shared != nil, "no collection of real trees beside the project"))
    func realLocksWithKnownDigests() throws {
        struct Case: Decodable {
            let tree: String
            let dir: String
            let digest: String
            let inSync: Bool
        }
        let shared = try #require(Places.shared)
        let lines = Places.text("\(shared)/conformance/chart-locks-dev.jsonl").split(separator: "\n")
        #expect(lines.count == 8)
        for line in lines {
            let known = try JSONDecoder().decode(Case.self, from: Data(line.utf8))
            let check = try Self.check("\(shared)/corpus/trees/\(known.tree)/\(known.dir)")
            #expect(check.digest == known.digest, "\(known.dir)")
            #expect(check.isInSync == known.inSync, "\(known.dir)")
        }
    }

    @Test(.enabled(if: Places.shared != nil, "no collection of real charts beside the project"))
    func realLocksAreInSyncAndWrittenAlike() throws {
        let shared = try #require(Places.shared)
        let found = run(
            "find",
            ["\(shared)/corpus", "\(Places.fixtures)/charts", "\(Places.fixtures)/overlays", "-name", "Chart.lock"])
        let locks = found.output.split(separator: "\n").map(String.init)
        #expect(locks.count == 16)
        for path in locks {
            let bytes = Places.bytes(path)
            #expect(try ChartLock(bytes)?.text == String(decoding: bytes, as: UTF8.self), "\(path)")
            // Three of one tree were edited by hand, as the cases with known digests say.
            guard !path.contains("code-dot-org") else { continue }
            #expect(try Self.check(Places.parent(of: path)).word == "inSync", "\(path)")
        }
    }

    private static func check(_ folder: String) throws -> LockCheck {
        let names = ["Chart.yaml", "Chart.lock", "requirements.yaml", "requirements.lock"]
        let files = names.map { ChartFile(path: $0, bytes: Places.bytes("\(folder)/\($0)")) }
        return try Chart(files: files.filter { !$0.bytes.isEmpty }).lockCheck()
    }
}
