/// The three numbers of a version.
struct VersionNumbers: Equatable {
    var major: UInt64 = 0
    var minor: UInt64 = 0
    var patch: UInt64 = 0
}

/// Three numbers and "is a release" in 64 bits that order as the versions do.
///
///     bit  63      45 44      25 24       1 0
///          major 19   minor 20   patch 24   1 = release, 0 = pre-release
///
/// A number that does not fit fills its field and everything below with ones: such keys are never above the key of a
/// higher version, and equal ones are told apart by the text. Numbers of real versions nearly always fit.
struct VersionKey: Hashable, Comparable, Sendable {
    let bits: UInt64

    static let majorLimit: UInt64 = 1 << 19 - 1
    static let minorLimit: UInt64 = 1 << 20 - 1
    static let patchLimit: UInt64 = 1 << 24 - 1
    static let majorShift: UInt64 = 45
    static let minorShift: UInt64 = 25
    static let patchShift: UInt64 = 1
    private static let patchAndRelease: UInt64 = 1 << minorShift - 1

    init(_ numbers: VersionNumbers, isPrerelease: Bool) {
        if numbers.major >= Self.majorLimit {
            bits = .max
        } else if numbers.minor >= Self.minorLimit {
            bits = numbers.major << Self.majorShift | (1 << Self.majorShift - 1)
        } else {
            let high = numbers.major << Self.majorShift | numbers.minor << Self.minorShift
            if numbers.patch >= Self.patchLimit {
                bits = high | Self.patchAndRelease
            } else {
                bits = high | numbers.patch << Self.patchShift | (isPrerelease ? 0 : 1)
            }
        }
    }

    /// A number was too big for its field; the key alone does not tell the version.
    var isSaturated: Bool { bits & Self.patchAndRelease == Self.patchAndRelease }

    /// A release whose numbers fit: equal keys mean equal precedence.
    var decides: Bool { bits & 1 == 1 && !isSaturated }

    /// The numbers; meaningful only when the key is not saturated.
    var numbers: VersionNumbers {
        VersionNumbers(
            major: bits >> Self.majorShift,
            minor: bits >> Self.minorShift & (1 << 20 - 1),
            patch: bits >> Self.patchShift & (1 << 24 - 1),
        )
    }

    static func < (a: VersionKey, b: VersionKey) -> Bool { a.bits < b.bits }
}
