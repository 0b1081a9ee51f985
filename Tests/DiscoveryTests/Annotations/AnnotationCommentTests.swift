import Testing

@testable import Discovery

/// The text of annotations, and the lines that they speak of.
@Suite struct AnnotationCommentTests {
    @Test(arguments: [
        (" renovate: datasource=docker depName=org/app", ["datasource": "docker", "depName": "org/app"]),
        ("renovate: datasource=docker", ["datasource": "docker"]),
        (
            " renovate:  depName=\"a b\"   versioning='x y' datasource=helm\r",
            ["depName": "a b", "versioning": "x y", "datasource": "helm"]
        ),
        (" renovate: datasource=docker and words depName=app", ["datasource": "docker", "depName": "app"]),
        (" renovate: depName=a depName=b", ["depName": "a"]),
        (" renovate: depName= datasource=docker", ["datasource": "docker"]),
        (" astern: artifact=docker.io/org/app kind=image", ["artifact": "docker.io/org/app", "kind": "image"]),
        (" renovate: depName=\"open", ["depName": "open"]),
    ]) func readsAttributes(_ text: String, _ attributes: [String: String]) throws {
        let comment = try #require(AnnotationComment(text[...]))
        for (name, value) in attributes { #expect(comment[name] == value) }
        for name in ["datasource", "depName", "artifact"] where attributes[name] == nil {
            #expect(comment[name] == nil)
        }
    }

    @Test(arguments: [
        "", " a comment", " renovate", " renovate: ", " renovate: nothing here", " not renovate: a=b", " astern:",
    ])
    func readsNoOtherComment(_ text: String) {
        #expect(AnnotationComment(text[...]) == nil)
    }

    /// A text ⇒ the lines that are meant.
    @Test(arguments: [
        ("# renovate: a=b\nx: 1", ["x: 1"]), ("x: 1 # renovate: a=b\ny: 2", ["x: 1 "]),
        ("# renovate: a=b\n\n# more words\n  x: 1\ny: 2", ["  x: 1"]), ("# renovate: a=b", []),
        ("x: \"# renovate: a=b\"\ny: 1", []), ("x: it's # renovate: a=b", ["x: it's "]),
        ("x: 'it # renovate: c=d' # renovate: a=b", ["x: 'it # renovate: c=d' "]),
        ("x: a# renovate: a=b", []), ("# renovate: a=b\r\nx: 1\r\n", ["x: 1\r"]),
        ("# renovate: a=b\n# renovate: c=d\nx: 1", ["x: 1"]),
    ]) func findsTheLine(_ text: String, _ lines: [String]) {
        let bytes = Array(text.utf8)
        #expect(AnnotatedLines(bytes).lines.map { String(decoding: bytes[$0.range], as: UTF8.self) } == lines)
    }

    /// Of two comments above a line the nearer one counts, and the one on the line before both.
    @Test(arguments: [
        ("# renovate: a=b\n# renovate: a=c\nx: 1", "c"), ("# renovate: a=b\nx: 1 # renovate: a=c", "c"),
    ]) func theNearestCounts(_ text: String, _ value: String) {
        #expect(AnnotatedLines(Array(text.utf8)).lines.map { $0.comment["a"] } == [value])
    }
}
