import Testing

@testable import Charts

@Suite struct ImageChangeTests {
    private static let sha = "sha256:" + String(repeating: "a", count: 64)

    /// `kind path old>new`
    private static func changes(_ old: String, _ new: String) throws -> [String] {
        func images(_ text: String, _ version: String) throws -> [ChartImage] {
            let metadata = "apiVersion: v2\nname: demo\nversion: 1.0.0\nappVersion: \"\(version)\"\n"
            return ChartDefaults(of: try chart(["Chart.yaml": metadata, "values.yaml": text])).images
        }
        return ImageDiff.changes(from: try images(old, "1"), to: try images(new, "2")).map { change in
            "\(change.kind.rawValue) \(change.path) \(change.old?.written ?? "-")>\(change.new?.written ?? "-")"
        }
    }

    @Test(arguments: [
        ("image: {repository: o/a, tag: v1}", "image: {repository: o/a, tag: v2}", "tagChanged image o/a:v1>o/a:v2"),
        ("image: {repository: o/a, tag: v1}", "image: {repository: o/b, tag: v1}", "moved image o/a:v1>o/b:v1"),
        ("image: {repository: o/a, tag: v1}", "image: {repository: o/a}", "tagChanged image o/a:v1>o/a"),
        (
            "image: {repository: o/a, tag: v1}", "image: {repository: o/a, tag: v1, digest: \"\(sha)\"}",
            "tagChanged image o/a:v1>o/a:v1@\(sha)"
        ),
        ("image: o/a:v1", "image: o/a:v2", "tagChanged image o/a:v1>o/a:v2"),
        ("image: o/a\nimageTag: v1", "image: o/a\nimageTag: v2", "tagChanged imageTag o/a:v1>o/a:v2"),
        ("{}", "x: {image: o/a:v1}", "added x.image ->o/a:v1"),
        ("x: {image: o/a:v1}", "{}", "removed x.image o/a:v1>-"),
    ])
    func tells(old: String, new: String, expected: String) throws {
        #expect(try Self.changes(old, new) == [expected])
    }

    /// A tag that is left open is no other one in a version with another `appVersion`; lists are compared as lists.
    @Test(arguments: ["image: {repository: o/a, tag: \"\"}", "list: [{image: o/a:v1}]", "image: o/a"])
    func tellsNothing(values: String) throws {
        #expect(try Self.changes(values, values).isEmpty)
        #expect(try Self.changes("list: [{image: o/a:v1}]", "list: [{image: o/a:v2}]").isEmpty)
    }

    @Test(arguments: [
        ("image: {repository: o/a, tag: v1, pullPolicy: Always}", "image.tag", true),
        ("image: {repository: o/a, tag: v1, pullPolicy: Always}", "image.pullPolicy", true),
        ("a: {repository: o/a, tag: v1, pullPolicy: Always}", "a", true),
        ("a: {image: o/a, tag: v1, replicas: 3}", "a.image", true),
        ("a: {image: o/a, tag: v1, replicas: 3}", "a.tag", true),
        ("a: {image: o/a, tag: v1, replicas: 3}", "a.replicas", false),
        ("a: {image: o/a, tag: v1, replicas: 3}", "a", false),
        ("image: o/a\nimageTag: v1\nimageRegistry: x.io", "image", true),
        ("image: o/a\nimageTag: v1\nimageRegistry: x.io", "imageTag", true),
        ("image: o/a\nimageTag: v1\nother: x", "other", false),
    ])
    func coversItsOwnValues(text: String, path: String, expected: Bool) throws {
        let images = ChartDefaults(of: try chart(["values.yaml": text])).images
        let keys = path.split(separator: ".").map(String.init)
        #expect(images.contains { $0.covers(ValuePath(keys)) } == expected, "\(images)")
    }
}
