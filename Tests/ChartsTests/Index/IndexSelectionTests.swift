import Charts
import Testing

@Suite("Which version of an index a request names")
struct IndexSelectionTests {
    /// Out of order, as some servers have them.
    private static let index = try? RepositoryIndex(
        Array(
            """
            apiVersion: v1
            entries:
              app:
              - version: 1.2.5
              - version: 2.0.0-rc.1
              - version: "1.2"
              - version: v1.10.0
              - version: 1.9.0
              - version: 1.9.0+b
              - version: 1.0.0+zz
              - version: 1.0.0+a
              - version: 0.46.00
              - version: latest
              - version: 0.1.0-alpha
              pre:
              - version: 1.0.0-beta
              - version: 1.0.0-rc.1
              zero:
              - version: 0.0.0
              none: []
              odd:
              - version: latest

            """.utf8))

    /// Chart, request ⇒ the version, or what is said. The answers are those of Helm's index but for the last two groups.
    @Test(arguments: [
        // Nothing asked for: the newest stable.
        ("app", "", "v1.10.0"),
        ("app", "*", "v1.10.0"),
        ("zero", "", "0.0.0"),
        ("pre", "", "the index has 2 versions of pre, and none but pre-releases"),
        ("pre", "*", "none of the 2 versions of pre in the index matches *"),
        ("pre", ">0.0.0-0", "1.0.0-rc.1"),
        ("app", ">0.0.0-0", "2.0.0-rc.1"),
        ("zero", ">0.0.0-0", "0.0.0"),
        ("zero", ">0.0.0", "none of the 1 versions of zero in the index matches >0.0.0"),
        // The text first, though a range would find something newer.
        ("app", "1.2", "1.2"),
        ("app", "2.0.0-rc.1", "2.0.0-rc.1"),
        ("app", "1.9.0+b", "1.9.0+b"),
        ("app", "0.46.00", "0.46.00"),
        // Then what the text means.
        ("app", "1.10.0", "v1.10.0"),
        ("app", "v1.2.5", "1.2.5"),
        ("app", "1", "v1.10.0"),
        ("app", "1.9", "1.9.0"),
        ("app", "^1.2", "v1.10.0"),
        ("app", "~1.2", "1.2.5"),
        ("app", "<1.9.0 || >=2.0.0-0", "2.0.0-rc.1"),
        ("app", "1.0.0+other", "1.0.0+zz"),
        ("app", "0.1.0", "none of the 11 versions of app in the index matches 0.1.0"),
        ("app", "9.9.9", "none of the 11 versions of app in the index matches 9.9.9"),
        ("app", "1.2.5 ", "1.2.5"),
        // Nothing to choose from.
        ("none", "", "the index has no versions of none"),
        ("none", "1.0.0", "the index has no versions of none"),
        ("App", "", "the index has no chart named App"),
        ("unknown", "1.0.0", "the index has no chart named unknown"),
        // Versions that are none are found by their text.
        ("app", "latest", "latest"),
        ("odd", "latest", "latest"),
        ("odd", "", "the index has 1 versions of odd, and none but pre-releases"),
        ("app", "newest", "newest is no version of the index and no range: byte 0: expected a version"),
    ])
    func selection(chart: String, request: String, answer: String) throws {
        let index = try #require(Self.index)
        do throws(IndexSelectionError) {
            #expect(try index.entry(of: chart, matching: request).version == answer)
        } catch {
            #expect(error.description.hasPrefix(answer))
        }
    }
}
