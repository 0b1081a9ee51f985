public import Versioning

/// How far an update may go, and what it may touch: what the user asks for on the command line.
public struct Rules: Sendable {
    /// The greatest step that an update takes.
    public var reach: Change
    /// Take pre-releases also from a release.
    public var allowPrerelease: Bool
    /// Follow digests that have moved under an unchanged tag.
    public var followDigests: Bool
    public var options: SchemeOptions
    /// The one version to move to (`--to`), whatever the reach; an older one is refused.
    public var target: String?

    public init(
        reach: Change = .minor, allowPrerelease: Bool = false, followDigests: Bool = true,
        options: SchemeOptions = SchemeOptions(), target: String? = nil
    ) {
        self.reach = reach
        self.allowPrerelease = allowPrerelease
        self.followDigests = followDigests
        self.options = options
        self.target = target
    }
}
