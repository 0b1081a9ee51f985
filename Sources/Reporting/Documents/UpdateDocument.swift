import Discovery
public import SourceYAML
public import Tracking

/// What `astern update -o json` prints: the report, what of it was written, and the edits (section 6.3 of the design).
public enum UpdateDocument {
    /// - Parameters:
    ///   - written: The ids of the references whose edits are in the tree now; empty for a dry run.
    ///   - edits: What was written, or would be, in the order in which it is to be shown.
    public static func value(of plan: Plan, written: Set<String>, edits: [Edit]) -> JSONValue {
        [
            "apiVersion": .string(ReportDocument.apiVersion),
            "kind": "Update",
            "summary": ReportDocument.summary(of: plan),
            "references": .array(plan.decisions.map { $0.document(written: written.contains($0.reference.id)) }),
            "edits": .array(edits.map(\.document)),
            "findings": .array(plan.findings.map(\.document)),
            "files": ReportDocument.files(of: plan),
        ]
    }
}

extension Edit {
    var document: JSONValue {
        [
            "file": .string(file),
            "start": .number(range.lowerBound),
            "end": .number(range.upperBound),
            "old": .string(old),
            "new": .string(new),
        ]
    }
}
