import Charts
import SourceYAML
import TestSupport
import Testing

/// How Helm spells what it writes into a lock.
@Suite struct ChartLockTextTests {
    @Test(arguments: [
        ("1.2.3", "1.2.3"), ("1.10", "\"1.10\""), ("2024.01", "\"2024.01\""), ("15", "\"15\""), ("0x1F", "\"0x1F\""),
        ("1e3", "\"1e3\""), ("1_000", "\"1_000\""), ("2024-01-02", "\"2024-01-02\""), ("2024-13-02", "2024-13-02"),
        ("2024.01.02", "2024.01.02"), ("v1.2.3", "v1.2.3"), ("1.2.3+b", "1.2.3+b"), ("1.2.3-rc.1", "1.2.3-rc.1"),
        (">=1.0.0 <2.0.0", "'>=1.0.0 <2.0.0'"), ("~1.2", "~1.2"), ("^1", "^1"), ("*", "'*'"), ("1.x", "1.x"),
        ("!=1", "'!=1'"), ("<2", "<2"), ("~", "\"~\""), ("y", "\"y\""), ("no", "\"no\""), ("null", "\"null\""),
        ("", "\"\""), ("<<", "\"<<\""), ("1:20", "\"1:20\""), ("1:70", "1:70"), (" a", "' a'"), ("a ", "'a '"),
        ("a: b", "'a: b'"), ("a #b", "'a #b'"), ("a#b", "a#b"), ("it's", "it's"), ("'x", "'''x'"), ("- a", "'- a'"),
        ("-a", "-a"), ("a:", "'a:'"), ("é", "é"), ("🚀", "\"\\U0001F680\""), ("a\tb", "\"a\\tb\""), ("---", "'---'"),
        (".5", "\".5\""), (".inf", "\".inf\""), ("=", "="), ("08", "\"08\""), ("@a", "'@a'"),
    ])
    func spelling(text: String, yaml: String) throws {
        let lock = ChartLock(
            dependencies: [ChartDependency(name: "a", version: "1.0.0", repository: text)], digest: "d", generated: "g")
        #expect(
            lock.text == "dependencies:\n- name: a\n  repository: \(yaml)\n  version: 1.0.0\ndigest: d\ngenerated: g\n")
        #expect(try ChartLock(Array(lock.text.utf8)) == lock)
    }

    @Test func wholeFiles() {
        let date = "2024-02-22T15:28:18.480843-05:00"
        #expect(
            ChartLock(list: DependencyList(), digest: "sha256:0", generated: date).text
                == "dependencies: null\ndigest: sha256:0\ngenerated: \"\(date)\"\n")
        #expect(
            ChartLock(dependencies: [], digest: "sha256:0", generated: date).text
                == "dependencies: []\ndigest: sha256:0\ngenerated: \"\(date)\"\n")
        #expect(
            ChartLock(list: DependencyList([nil]), digest: "sha256:0", generated: date).text
                == "dependencies:\n- null\ndigest: sha256:0\ngenerated: \"\(date)\"\n")
    }

    private static let old = ChartLock(
        dependencies: [
            ChartDependency(name: "a", version: "1.9.0", repository: "https://x"),
            ChartDependency(name: "b", version: "2.0.0", repository: ""),
        ], digest: "sha256:1", generated: "2024-01-01T00:00:00Z")
    private static let new = ChartLock(
        dependencies: [
            ChartDependency(name: "a", version: "1.10", repository: "https://x"),
            ChartDependency(name: "b", version: "2.0.0", repository: ""),
        ], digest: "sha256:2", generated: "2024-01-01T00:00:01Z")

    @Test func onlyWhatDiffersIsEdited() throws {
        let edits = try #require(Self.new.edits(of: Array(Self.old.text.utf8), file: "Chart.lock"))
        #expect(
            edits.map { "\($0.old) -> \($0.new)" } == [
                "1.9.0 -> \"1.10\"", "sha256:1 -> sha256:2", "\"2024-01-01T00:00:00Z\" -> \"2024-01-01T00:00:01Z\"",
            ])
        let bytes = try EditProof.apply(edits, to: Array(Self.old.text.utf8), file: "Chart.lock")
        #expect(String(decoding: bytes, as: UTF8.self) == Self.new.text)
        #expect(Self.old.edits(of: Array(Self.old.text.utf8), file: "Chart.lock") == [])
    }

    @Test(arguments: ["# mine\n" + old.text, old.text.replacing("\n", with: "\r\n"), "{}", ""])
    func anotherLayoutIsWrittenAnew(text: String) throws {
        let edits = try #require(Self.new.edits(of: Array(text.utf8), file: "Chart.lock"))
        let bytes = try EditProof.apply(edits, to: Array(text.utf8), file: "Chart.lock")
        #expect(String(decoding: bytes, as: UTF8.self) == Self.new.text)
    }
}
