public import Versioning

/// How Helm writes chart versions as tags, and which tags it sees.
///
/// A tag may not hold `+`: Helm writes `_` for it, and back. No version of Semantic Versioning has a `_`, so that
/// nothing is lost. Tags of images are not written like this.
public enum ChartTag {
    public static func version(ofTag tag: String) -> String {
        TagSpelling.version(tag)
    }

    public static func tag(ofVersion version: String) -> String {
        TagSpelling.tag(version)
    }

    /// A tag that Helm takes for a version.
    public struct Visible: Sendable {
        /// As the registry spells it: what an `OCIRepository` of Flux names.
        public let tag: String
        /// What Helm's users write: `spec.chart.spec.version`, a dependency, `targetRevision`.
        public let version: Version
    }

    /// The tags that `helm` sees, newest first; tags of equal precedence keep their order.
    ///
    /// Helm reads strictly: `v1.2.3`, `1.2` and `latest` are not there for it. A caller that finds something newer
    /// only among the others should say so, because `helm upgrade` will not find it.
    public static func visible(_ tags: [String]) -> [Visible] {
        let readable = tags.compactMap { tag in
            (try? Version(strict: version(ofTag: tag))).map { Visible(tag: tag, version: $0) }
        }
        // Sorting is stable since Swift 5, but not by contract: the place decides between equals.
        return readable.enumerated().sorted { left, right in
            left.element.version == right.element.version
                ? left.offset < right.offset : left.element.version > right.element.version
        }.map(\.element)
    }
}
