/// A container image that a chart runs by default, as far as its values say.
public struct ChartImage: Hashable, Sendable {
    /// Where the tag comes from.
    public enum TagSource: String, Sendable, CaseIterable {
        /// The values name it.
        case values
        /// The values leave it open: by convention the chart's `appVersion` is taken.
        case appVersion
        /// The values leave it open and the chart has no `appVersion`, or a template writes it.
        case unknown
        /// The annotation `artifacthub.io/images` names the image, no value does.
        case annotation
    }

    /// Registry and repository as the values join them: `quay.io/org/app`, `nginx`.
    public let repository: String
    public let tag: String?
    public let tagSource: TagSource
    /// `sha256:…`
    public let digest: String?
    /// Where in the values it stands, by the keys of the whole chart: `redis.image`; empty for an annotation.
    public let path: String
    /// The sub-chart it belongs to, by the keys of its values: `redis`; empty for the chart itself.
    public let subchart: String
    /// The value, condition or tag that keeps it from running by default: `redis.enabled`; nil for one that runs.
    public let disabledBy: String?

    /// `repository[:tag][@digest]`
    public var reference: String {
        repository + (tag.map { ":\($0)" } ?? "") + (digest.map { "@\($0)" } ?? "")
    }
}
