import Testing

@testable import Charts

@Suite struct CoalescingTests {
    @Test(arguments: [
        ("a: 2\n", "a: 1\nb: 3\n", "a: 2\nb: 3\n"),
        ("a: {b: 1}\n", "a: {c: 2}\n", "a: {b: 1, c: 2}\n"),
        ("a: null\n", "a: {c: 2}\nb: 1\n", "b: 1\n"),
        ("a: [1]\n", "a: [2, 3]\n", "a: [1]\n"),
        ("a: x\n", "a: {c: 2}\n", "a: x\n"),
        ("a: {b: null}\n", "a: {b: 1, c: 2}\n", "a: {c: 2}\n"),
    ])
    func fillsUp(own: String, defaults: String, expected: String) throws {
        #expect(try values(own).coalesced(with: try values(defaults)) == (try values(expected)))
    }

    @Test func subchartsFillUpBelowTheirKeys() throws {
        let database = try chart(["Chart.yaml": "name: db\nversion: 1.0.0\n", "values.yaml": "size: 1\nport: 2\n"])
        let text = "name: demo\nversion: 1.0.0\ndependencies:\n  - {name: db, alias: store}\n  - {name: gone}\n"
        let defaults = ChartDefaults(
            of: try chart(["Chart.yaml": text, "values.yaml": "store: {size: 5}\n"], subcharts: [database]))
        #expect(defaults.values == (try values("store: {size: 5, port: 2}\n")))
        #expect(defaults.unknown == [ValuePath(["gone"])])
        #expect(defaults.knowledge(of: ValuePath(["gone", "a"])) == .unknown)
        #expect(defaults.knowledge(of: ValuePath(["store", "port"])) == .known)
        #expect(defaults.knowledge(of: ValuePath(["store", "prot"])) == .absent(ValuePath(["store", "prot"])))
        #expect(defaults.knowledge(of: ValuePath(["global", "x"])) == .open)
    }
}
