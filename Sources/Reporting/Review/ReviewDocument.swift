import Artifacts
import Charts
import Discovery
public import Tracking
import Versioning

/// What `astern review -o json` prints: kind `Review`, or `ReviewList` where several steps are reviewed.
public enum ReviewDocument {
    public static func value(of reviews: [ChartReview], failures: [ReviewProblem]) -> JSONValue {
        if reviews.count == 1, failures.isEmpty, let only = reviews.first { return value(of: only) }
        return [
            "apiVersion": .string(ReportDocument.apiVersion),
            "kind": "ReviewList",
            "reviews": .array(reviews.map(value)),
            "failures": .array(
                failures.map { failure in
                    ["artifact": .string(failure.artifact), "message": .string(failure.message)]
                }),
        ]
    }

    /// One review with every member present, null where there is no value.
    public static func value(of review: ChartReview) -> JSONValue {
        [
            "apiVersion": .string(ReportDocument.apiVersion),
            "kind": "Review",
            "artifact": .string(review.artifact.identity),
            "from": .string(review.from),
            "to": .string(review.to),
            "verdict": .string(review.verdict.rawValue),
            "references": .array(review.references.map { .string($0.id) }),
            "items": .array(review.items.map(\.document)),
            "changes": changes(review.comparison),
        ]
    }

    private static func changes(_ comparison: ChartComparison) -> JSONValue {
        [
            "metadata": metadata(comparison),
            "values": .array(comparison.values.map(\.document)),
            "schema": .array(comparison.schema.map(\.document)),
            "customResources": .array(comparison.resources.map(\.document)),
            "images": .array(comparison.images.map(\.document)),
            "dependencies": .array(comparison.dependencies.map(\.document)),
            "templates": [
                "added": .array(comparison.templates.added.map(JSONValue.string)),
                "removed": .array(comparison.templates.removed.map(JSONValue.string)),
                "changed": .array(comparison.templates.changed.map(JSONValue.string)),
            ],
            "notes": .array(comparison.notes.map(\.document)),
            "unknownSubcharts": .array(comparison.unknownSubcharts.map(JSONValue.string)),
        ]
    }

    private static func metadata(_ comparison: ChartComparison) -> JSONValue {
        let (old, new) = (comparison.old, comparison.new)
        func pair(_ old: String?, _ new: String?) -> JSONValue { ["old": .text(old), "new": .text(new)] }
        return [
            "version": pair(old.version, new.version),
            "step": .string(comparison.chartStep.rawValue),
            "appVersion": pair(old.appVersion, new.appVersion),
            "appStep": .string(comparison.appStep.rawValue),
            "kubeVersion": pair(old.kubeVersion, new.kubeVersion),
            "type": pair(old.type, new.type),
            "deprecated": ["old": .bool(old.deprecated), "new": .bool(new.deprecated)],
        ]
    }
}

/// Why a step could not be reviewed.
public struct ReviewProblem: Hashable, Sendable {
    public let artifact: String
    public let message: String

    public init(artifact: String, message: String) {
        self.artifact = artifact
        self.message = message
    }
}

extension Verdict {
    /// The severity of an item, as findings have it.
    var severity: Finding.Severity {
        switch self {
        case .safe: .info
        case .check: .warning
        case .breaks: .error
        }
    }
}

extension ReviewItem {
    fileprivate var document: JSONValue {
        [
            "code": .string(code.rawValue),
            "severity": .string(verdict.severity.rawValue),
            "message": .string(message),
            "path": .text(path),
            "old": .text(old),
            "new": .text(new),
            "file": .text(file),
            "line": line.map(JSONValue.number) ?? .null,
        ]
    }
}

/// Values in documents are JSON on one line, cut at so many characters: a default may be a whole dashboard.
private let shownValue = 400

extension ValuesChange {
    fileprivate var document: JSONValue {
        [
            "kind": .string(kind.rawValue),
            "path": .string("\(path)"),
            "from": .text(from.map { "\($0)" }),
            "old": .text(old?.shown(limit: shownValue)),
            "new": .text(new?.shown(limit: shownValue)),
        ]
    }
}

extension SchemaChange {
    fileprivate var document: JSONValue {
        ["kind": .string(kind.rawValue), "path": .string("\(path)"), "old": .text(old), "new": .text(new)]
    }
}

extension CustomResourceChange {
    fileprivate var document: JSONValue {
        [
            "kind": .string(kind.rawValue),
            "resource": .string(resource),
            "version": .text(version),
            "old": .text(old),
            "new": .text(new),
            "fields": .array(fields.map(JSONValue.string)),
            "file": .string(file),
        ]
    }
}

extension ImageChange {
    fileprivate var document: JSONValue {
        [
            "kind": .string(kind.rawValue), "path": .string("\(path)"), "old": .text(old?.written),
            "new": .text(new?.written),
        ]
    }
}

extension DependencyChange {
    fileprivate var document: JSONValue {
        [
            "kind": .string(kind.rawValue), "name": .string(name), "old": .text(old), "new": .text(new),
            "step": .string(step.rawValue),
        ]
    }
}

extension ReleaseNote {
    fileprivate var document: JSONValue {
        ["version": .string(version), "kind": .text(kind), "text": .string(text), "source": .string(source)]
    }
}
