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
    /// Where in the values of the whole chart it stands: the map or the text; the root for an annotation.
    public let path: ValuePath
    /// The value with the repository, or with the whole image as one text.
    public let namePath: ValuePath
    /// The value that sets the tag, there or not; nil where the text at `namePath` holds it.
    public let tagPath: ValuePath?
    /// The values that it is made of.
    let places: [ValuePath]
    /// The sub-chart it belongs to, by the keys of its values: `redis`; the root for the chart itself.
    public let subchart: ValuePath
    /// The value, condition or tag that keeps it from running by default: `redis.enabled`; nil for one that runs.
    public let disabledBy: String?

    /// `repository[:tag][@digest]`
    public var reference: String {
        repository + (tag.map { ":\($0)" } ?? "") + (digest.map { "@\($0)" } ?? "")
    }

    /// What the values pin it to: `1.2`, `1.2@sha256:…`, `@sha256:…`; empty where they leave it open.
    public var pin: String {
        (tagSource == .values ? tag ?? "" : "") + (digest.map { "@\($0)" } ?? "")
    }

    /// `repository[:tag][@digest]` as far as the values say it themselves.
    public var written: String { repository + (pin.isEmpty || pin.hasPrefix("@") ? "" : ":") + pin }

    /// True for a value that is part of the image, and of nothing else.
    public func covers(_ path: ValuePath) -> Bool { places.contains(where: path.isWithin) }
}
