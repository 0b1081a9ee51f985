/// How far a step from one version to another goes. The order is that of the reaches: `digest < patch < minor < major`.
public enum Change: String, CaseIterable, Comparable, Hashable, Sendable, Codable {
    /// Nothing changes, or only what has no order (build metadata, a commit hash).
    case none
    /// The tag stays and its digest moves. Never the result of comparing two versions.
    case digest
    /// Only the pre-release moves: `1.2.3-rc.1` to `1.2.3-rc.2` or to `1.2.3`.
    case prerelease
    /// The third or a later number, or a number in the suffix: `1.2.3` to `1.2.4`, `-ls12` to `-ls13`.
    case patch
    /// The second number, and any step between calendar versions or timestamps.
    case minor
    /// The first number: `1.2.3` to `2.0.0`, `16` to `17`.
    case major

    private var rank: Int {
        switch self {
        case .none: 0
        case .digest: 1
        case .prerelease: 2
        case .patch: 3
        case .minor: 4
        case .major: 5
        }
    }

    /// Whether `a` reaches less far than `b`.
    public static func < (a: Change, b: Change) -> Bool { a.rank < b.rank }
}

extension Change {
    /// The step between two lists of numbers: the first that differs decides; from the third on they are patches.
    static func between(_ a: [UInt64], _ b: [UInt64], _ options: SchemeOptions) -> Change {
        for i in 0..<max(a.count, b.count) {
            let x = i < a.count ? a[i] : 0
            let y = i < b.count ? b[i] : 0
            if x == y { continue }
            if i == 0 { return .major }
            if i > 1 { return .patch }
            return options.zeroMinorIsMajor && a[0] == 0 ? .major : .minor
        }
        return .none
    }
}
