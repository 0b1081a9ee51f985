import Testing

@testable import Charts

@Suite struct ValuesDiffTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let name: String
        let old: String
        let new: String
        /// `kind path`, of something that moved `kind from>path`.
        let changes: [String]
        var testDescription: String { name }
    }

    static let rows = [
        Row(
            name: "comments, order and spelling", old: "a: 1 # x\nb: [1, 2]\n", new: "b:\n  - 1\n  - 2\na: 0x1\n",
            changes: []),
        Row(
            name: "a parent is one change", old: "a: {b: {c: 1, d: 2}}\n", new: "e: 1\n",
            changes: ["removed a", "added e"]),
        Row(name: "a default", old: "a: {b: 1}\n", new: "a: {b: 2}\n", changes: ["default a.b"]),
        Row(name: "another kind", old: "a: ''\nb: {}\n", new: "a: []\nb: []\n", changes: ["type a", "type b"]),
        Row(name: "whole and broken numbers are one kind", old: "a: 1\n", new: "a: 1.5\n", changes: ["default a"]),
        Row(name: "null may become anything", old: "a:\n", new: "a: {b: 1}\n", changes: ["default a"]),
        Row(name: "a key with dots", old: "a.b: {c: 1}\n", new: "a.b: {c: 2}\n", changes: [#"default a\.b.c"#]),
        Row(
            name: "named items in any order", old: "e: [{name: A, v: 1}, {name: B, v: 2}]\n",
            new: "e: [{name: C, v: 4}, {name: B, v: 3}, {name: A, v: 1}]\n",
            changes: ["default e[name=B].v", "added e[name=C]"]),
        Row(
            name: "one item of a list", old: "a: [x, y, z]\n", new: "a: [x, y, w]\n", changes: ["default a[2]"]),
        Row(name: "another list", old: "a: [x, y]\n", new: "a: [v, w]\n", changes: ["default a"]),
        Row(name: "a longer list", old: "a: [x]\n", new: "a: [x, y]\n", changes: ["default a"]),
        Row(
            name: "the same subtree elsewhere", old: "probe: {path: /healthz, interval: 10}\n",
            new: "health: {probe: {path: /healthz, interval: 10}}\n", changes: ["moved probe>health.probe"]),
        Row(
            name: "the old path is the end of the new one", old: "server: {tls: {mode: a}}\nx: 1\n",
            new: "api: {server: {tls: {mode: b}}}\nx: 1\n", changes: ["moved server>api.server"]),
        Row(
            name: "an ordinary key is no hint", old: "enabled: true\n", new: "web: {enabled: true}\n",
            changes: ["removed enabled", "added web"]),
        Row(
            name: "two places fit", old: "p: {a: 1, b: 2}\n", new: "q: {a: 1, b: 2}\nr: {a: 1, b: 2}\n",
            changes: ["removed p", "added q", "added r"]),
        Row(
            name: "two would go to one place", old: "p: {a: 1, b: 2}\nq: {a: 1, b: 2}\n", new: "r: {a: 1, b: 2}\n",
            changes: ["removed p", "removed q", "added r"]),
    ]

    @Test(arguments: rows)
    func changes(row: Row) throws {
        let found = ValuesDiff.changes(from: try values(row.old), to: try values(row.new)).map { change in
            "\(change.kind.rawValue) \(change.from.map { "\($0)>" } ?? "")\(change.path)"
        }
        #expect(found.sorted() == row.changes.sorted())
    }

    /// Whatever changes, the other way round as much changes.
    @Test(arguments: rows)
    func isSymmetric(row: Row) throws {
        let (old, new) = (try values(row.old), try values(row.new))
        let there = ValuesDiff.changes(from: old, to: new)
        let back = ValuesDiff.changes(from: new, to: old)
        #expect(there.isEmpty == back.isEmpty)
        #expect(
            there.count { $0.kind == .default || $0.kind == .type }
                == back.count { $0.kind == .default || $0.kind == .type })
    }
}
