import FoundationEssentials
import Registry

extension Benchmarks {
    private struct Page: Decodable { let tags: [String] }

    /// A page of 100,000 tags, beside the JSON decoder that everybody has.
    static func tagPages(_ sample: Sample) {
        let tags = sample.buildTags(100_000)
        let bytes = Array(#"{"name":"org/app","tags":["\#(tags.joined(separator: #"",""#))"]}"#.utf8)
        let data = Data(bytes)
        let theirs = time { _ = try? JSONDecoder().decode(Page.self, from: data).tags.count }
        measure("decode 100,000 tags", target: (theirs * 0.15 * 10).rounded() / 10) { _ = TagPage(bytes)?.count }
    }
}
