import Discovery
public import Tracking

/// What `astern report -o json` prints: the contract of section 6 of the design.
public enum ReportDocument {
    /// The plan with every member present, null where there is no value.
    public static func value(of plan: Plan) -> JSONValue {
        [
            "apiVersion": .string(apiVersion),
            "kind": "Report",
            "summary": summary(of: plan),
            "references": .array(plan.decisions.map(\.document)),
            "findings": .array(plan.findings.map(\.document)),
            "files": files(of: plan),
        ]
    }

    static let apiVersion = "astern/v1"

    static func summary(of plan: Plan) -> JSONValue {
        let counts = ReportSummary.order.map { JSONValue.Member($0.rawValue, .number(plan.count($0))) }
        return .object([JSONValue.Member("references", .number(plan.decisions.count))] + counts)
    }

    static func files(of plan: Plan) -> JSONValue {
        ["read": .number(plan.filesRead), "skipped": .array(plan.skipped.map(\.document))]
    }
}

extension Finding {
    var document: JSONValue {
        [
            "code": .string(code.rawValue),
            "severity": .string(severity.rawValue),
            "message": .string(message),
            "reference": .text(reference),
            "references": .array(references.map { .string($0) }),
            "file": .string(file),
            "line": .number(line),
        ]
    }
}

extension SkippedFile {
    var document: JSONValue {
        ["file": .string(file), "code": .string(code.rawValue), "message": .string(message)]
    }
}
