/// One comparison of a constraint: operator and version, and which parts of the version were wild or missing.
struct Comparison: Sendable {
    enum Operator: String, Sendable, CaseIterable {
        case equal = ""
        case notEqual = "!="
        case greater = ">"
        case less = "<"
        case greaterOrEqual = ">="
        case lessOrEqual = "<="
        case tilde = "~"
        case caret = "^"
    }

    /// The first part that is a wildcard or missing; the parts behind it are zero.
    enum Wild: Sendable { case none, major, minor, patch }

    let text: String
    let `operator`: Operator
    let version: Version
    let wild: Wild

    /// Whether `candidate` passes, the pre-release rule of the group aside.
    ///
    /// Mirrors Masterminds' constraint functions one by one, surprising corners included.
    func holds(_ candidate: Version) -> Bool {
        switch `operator` {
        case .equal: wild == .none ? Version.compare(candidate, version) == 0 : isWithinTilde(candidate)
        case .notEqual: isDifferent(candidate)
        case .greater: isGreater(candidate)
        case .less: Version.compare(candidate, version) < 0
        case .greaterOrEqual: Version.compare(candidate, version) >= 0
        case .lessOrEqual: isAtMost(candidate)
        case .tilde: isWithinTilde(candidate)
        case .caret: isWithinCaret(candidate)
        }
    }

    private func isDifferent(_ candidate: Version) -> Bool {
        let (a, b) = (candidate.numbers, version.numbers)
        if wild == .none { return Version.compare(candidate, version) != 0 }
        if a.major != b.major { return true }
        if wild == .minor { return false }
        if a.minor != b.minor { return true }
        if wild == .patch {
            // Within the minor version only the pre-releases are compared.
            return Version.comparePrereleases(candidate, version) != 0
        }
        return a.patch != b.patch || Version.compare(candidate, version) != 0
    }

    private func isGreater(_ candidate: Version) -> Bool {
        let (a, b) = (candidate.numbers, version.numbers)
        switch wild {
        case .none, .major: return Version.compare(candidate, version) > 0
        case .minor: return a.major > b.major
        case .patch: return a.major > b.major || (a.major == b.major && a.minor > b.minor)
        }
    }

    private func isAtMost(_ candidate: Version) -> Bool {
        if wild == .none { return Version.compare(candidate, version) <= 0 }
        let (a, b) = (candidate.numbers, version.numbers)
        if a.major > b.major { return false }
        return !(a.major == b.major && a.minor > b.minor && wild != .minor)
    }

    /// A wildcard in the major part reads as 0.0.0, which this operator takes for "anything": why `*` works.
    private func isWithinTilde(_ candidate: Version) -> Bool {
        guard Version.compare(candidate, version) >= 0 else { return false }
        let (a, b) = (candidate.numbers, version.numbers)
        if b == VersionNumbers(), wild == .none || wild == .major { return true }
        return a.major == b.major && (wild == .minor || a.minor == b.minor)
    }

    private func isWithinCaret(_ candidate: Version) -> Bool {
        guard Version.compare(candidate, version) >= 0 else { return false }
        let (a, b) = (candidate.numbers, version.numbers)
        if b.major > 0 || wild == .minor { return a.major == b.major }
        if a.major > 0 { return false }
        if b.minor > 0 || wild == .patch { return a.minor == b.minor }
        return a.minor == 0 && a.patch == b.patch
    }
}
