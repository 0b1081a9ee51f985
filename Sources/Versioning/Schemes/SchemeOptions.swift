/// Choices of a user that bear on how steps are measured.
public struct SchemeOptions: Hashable, Sendable {
    /// While the first number is zero, a step of the second counts as major: `0.1.0` to `0.2.0`. The third number
    /// stays a patch.
    public var zeroMinorIsMajor: Bool

    /// The default measures `0.x` like any other.
    public init(zeroMinorIsMajor: Bool = false) {
        self.zeroMinorIsMajor = zeroMinorIsMajor
    }
}
