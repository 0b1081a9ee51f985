import Artifacts
import Discovery
import SourceYAML
import Tracking
import Versioning

extension Decision {
    /// One entry of `references`.
    var document: JSONValue { .object(members) }

    /// The same entry as `astern update` prints it.
    func document(written: Bool) -> JSONValue {
        .object(members + [JSONValue.Member("written", .bool(written))])
    }

    private var members: [JSONValue.Member] {
        // Only reviews have a verdict, and most runs make none.
        verdict.map { plainMembers + [.init("verdict", .string($0.rawValue))] } ?? plainMembers
    }

    private var plainMembers: [JSONValue.Member] {
        [
            .init("id", .string(reference.id)),
            .init("kind", .string(reference.kind.rawValue)),
            .init("artifact", .text(reference.artifact?.identity)),
            .init("candidates", .array(reference.candidates.map { .string($0.identity) })),
            .init("owner", reference.owner.document),
            .init("bound", .text(reference.bound?.rawValue)),
            .init("current", currentDocument),
            .init("wanted", wanted?.document ?? .null),
            .init("latest", latest?.document ?? .null),
            .init("status", .string(status.rawValue)),
            .init("change", .string(change.rawValue)),
            .init("latestChange", .string(latestChange.rawValue)),
            .init("behind", .number(behind)),
            .init("policy", .text(policy)),
            .init("hold", .null),
            .init("reasons", .array(reasonDocuments)),
            .init("sites", .array(reference.sites.map(\.document))),
            .init("error", .text(error)),
        ]
    }

    /// Only what stands in the tree can be a range; what upstream offers never is.
    private var currentDocument: JSONValue {
        [
            "version": .text(current.version),
            "digest": .text(current.digest?.text),
            "constraint": .text(current.constraint),
            "created": .text(current.created),
        ]
    }

    /// What was left aside is a reason too: its code is the raw value of the rejection.
    private var reasonDocuments: [JSONValue] {
        let own = reasons.map { ($0.code.rawValue, Sentences.text(for: $0, in: self)) }
        let leftAside = rejections.map { ($0.rejection.rawValue, Sentences.text(for: $0, of: reference.kind)) }
        return (own + leftAside).map { ["code": .string($0.0), "message": .string($0.1)] }
    }
}

extension PinnedVersion {
    fileprivate var document: JSONValue {
        ["version": .text(version), "digest": .text(digest?.text), "created": .text(created)]
    }
}

extension Owner {
    fileprivate var document: JSONValue {
        ["apiVersion": .text(apiVersion), "kind": .text(kind), "namespace": .text(namespace), "name": .text(name)]
    }
}

extension Site {
    fileprivate var document: JSONValue {
        let position = position
        return [
            "file": .string(file),
            "line": .number(position.line),
            "column": .number(position.column),
            "start": .number(range.lowerBound),
            "end": .number(range.upperBound),
            "path": .string(path),
            "role": .string(role.rawValue),
        ]
    }
}
