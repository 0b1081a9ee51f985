/// Why a policy chose nothing.
public enum PolicyError: Error, Hashable, Sendable {
    /// The listing is empty, or nothing passes the filter.
    case nothingToChooseFrom
    /// No tag is a version within the range, or the one wanted.
    case noMatch
    /// A numerical policy met a value that is no number: one is enough to refuse the whole listing, as in Flux.
    case notANumber(String)
}

extension PolicyError: CustomStringConvertible {
    /// A sentence without a full stop.
    public var description: String {
        switch self {
        case .nothingToChooseFrom: "nothing to choose from: the listing is empty, or no tag passes the filter"
        case .noMatch: "no tag matches"
        case .notANumber(let value): "not a number: '\(value.prefix(64))'"
        }
    }
}
