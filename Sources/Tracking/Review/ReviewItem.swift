/// How an upgrade looks from one tree; the raw values are part of the JSON contract.
public enum Verdict: String, Comparable, Sendable, CaseIterable {
    /// Nothing found that touches the tree.
    case safe
    /// A person should look.
    case check
    /// The upgrade fails, or takes something away that the tree uses.
    case breaks

    public static func < (left: Verdict, right: Verdict) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .safe: 0
        case .check: 1
        case .breaks: 2
        }
    }
}

/// One thing that a review says, with its evidence.
public struct ReviewItem: Hashable, Sendable {
    /// A closed list, documented in `docs/review.md`; the raw values are part of the JSON contract.
    public enum Code: String, CaseIterable, Sendable {
        // What breaks.
        case schemaViolation, requiredValue, kubeVersion, libraryChart, crdRemoved, crdVersionRemoved, crdScope,
            subchartMissing, removedAPI
        // What is to be checked.
        case keyVanished, keyMoved, typeChanged, sensitiveDefault, imageBehind, imageMoved, crdFields, crdsNotUpgraded,
            kubeVersionRaised, majorApp, appStepBack, stepBack, deprecated, subchartAdded, subchartRemoved,
            subchartMajor,
            condition, releaseNote, valuesUnknown
        // What is good to know.
        case majorChart, appVersion, defaultChanged, redundant, unknownKey, schemaUnchecked, subchartUnknown,
            imageTag, templates, fileUnreadable
    }

    public let code: Code
    /// What the item alone makes of the verdict.
    public let verdict: Verdict
    public let message: String
    /// In values or in the chart.
    public let path: String?
    public let old: String?
    public let new: String?
    /// In the tree; nil for what is about the chart alone.
    public let file: String?
    public let line: Int?

    public init(
        _ code: Code, _ verdict: Verdict, _ message: String, path: String? = nil, old: String? = nil,
        new: String? = nil, at place: ReviewPlace? = nil
    ) {
        self.code = code
        self.verdict = verdict
        self.message = message
        self.path = path
        self.old = old
        self.new = new
        file = place?.file
        line = place?.line
    }
}

/// A line of a file of the tree.
public struct ReviewPlace: Hashable, Sendable {
    public let file: String
    public let line: Int

    public init(file: String, line: Int) {
        self.file = file
        self.line = line
    }
}
