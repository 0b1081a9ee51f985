import Artifacts
public import Charts
public import Tracking
import Upstream

/// What `astern chart -o json` prints (docs/chart.md). Every member is always there, but `values`, `schema` and `readme`:
/// they are asked for one by one.
public enum ChartDocument {
    /// Files of a chart that go into the document as text.
    public enum Inclusion: String, CaseIterable, Sendable {
        case values, schema, readme
    }

    public static func value(of inspected: InspectedChart, including: Set<Inclusion> = []) -> JSONValue {
        let chart = inspected.chart
        let definitions = chart.definitions
        let parts = ChartPart.all(of: chart)
        var members: [JSONValue.Member] = [
            .init("apiVersion", .string(ReportDocument.apiVersion)),
            .init("kind", "Chart"),
            .init("artifact", .text(inspected.artifact?.identity)),
            .init("source", .string(inspected.source)),
            .init("digest", .text(inspected.archive?.digest.text)),
            .init("published", .text(inspected.archive?.published?.text)),
            .init("provenance", inspected.provenance.map(provenance) ?? .null),
            .init("mismatches", .array(inspected.mismatches.map(mismatch))),
            .init("metadata", metadata(chart.metadata)),
            .init("dependencies", .array(parts.filter { $0.path.keys.count == 1 }.map { dependency($0, of: chart) })),
            .init("lock", lock(of: chart)),
            .init("crds", .array(definitions.found.map(crd))),
            .init("images", .array(chart.images.map(image))),
            .init("changes", .array(((try? chart.metadata.changes()) ?? []).map(change))),
            .init("files", .array(chart.files.map { ["path": .string($0.path), "bytes": .number($0.bytes.count)] })),
            .init("problems", .array(ChartProblems.all(of: chart, definitions: definitions.unreadable).map(problem))),
        ]
        for inclusion in Inclusion.allCases where including.contains(inclusion) {
            members.append(.init(inclusion.rawValue, .text(inclusion.bytes(of: chart).map(text))))
        }
        return .object(members)
    }

    /// Nil for the root.
    private static func text(_ path: ValuePath) -> String? { path.isRoot ? nil : path.description }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private static func metadata(_ metadata: ChartMetadata) -> JSONValue {
        [
            "apiVersion": .string(metadata.apiVersion), "name": .string(metadata.name),
            "version": .string(metadata.version), "appVersion": .text(metadata.appVersion),
            "kubeVersion": .text(metadata.kubeVersion), "type": .string(metadata.type ?? "application"),
            "deprecated": .bool(metadata.deprecated), "description": .text(metadata.summary),
            "home": .text(metadata.home), "icon": .text(metadata.icon),
            "sources": .array(metadata.sources.map(JSONValue.string)),
            "keywords": .array(metadata.keywords.map(JSONValue.string)),
            "maintainers": .array(
                metadata.maintainers.map {
                    ["name": .string($0.name), "email": .text($0.email), "url": .text($0.url)]
                }),
            "annotations": .object(
                metadata.annotations.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
                    .map { .init($0.key, .string($0.value)) }),
        ]
    }

    private static func dependency(_ part: ChartPart, of chart: Chart) -> JSONValue {
        let declared = part.dependency
        return [
            "name": .string(declared?.name ?? part.chart?.metadata.name ?? ""),
            "alias": .text(declared.flatMap { $0.alias.isEmpty ? nil : $0.alias }),
            "version": .text(declared?.version), "repository": .text(declared?.repository),
            "condition": .text(declared.flatMap { $0.condition.isEmpty ? nil : $0.condition }),
            "tags": .array((declared?.tags ?? []).map(JSONValue.string)),
            "declared": .bool(declared != nil), "locked": .text(declared.flatMap(chart.lockedVersion)),
            "vendored": .text(part.chart?.metadata.version), "enabled": .bool(part.disabledBy == nil),
            "disabledBy": .text(part.disabledBy),
        ]
    }

    private static func lock(of chart: Chart) -> JSONValue {
        guard let file = chart.lockFile?.path, let lock = chart.lock else { return .null }
        let check = chart.lockCheck()
        return [
            "file": .string(file), "generated": .text(lock.generated), "digest": .text(lock.digest),
            "inSync": .bool(check.isInSync), "outcome": .string(check.outcome.word),
        ]
    }

    private static func crd(_ crd: CustomResource) -> JSONValue {
        [
            "name": .string(crd.name), "kind": .string(crd.kind),
            "versions": .array(
                crd.versions.map {
                    [
                        "name": .string($0.name), "served": .bool($0.isServed), "storage": .bool($0.isStored),
                        "deprecated": .bool($0.isDeprecated),
                    ]
                }),
            "file": .string(crd.file), "template": .bool(!crd.isInCRDFolder),
        ]
    }

    private static func image(_ image: ChartImage) -> JSONValue {
        [
            "image": .string(image.reference),
            "artifact": .text(OCIReference(image: image.repository)?.repository.description),
            "tag": .text(image.tag), "digest": .text(image.digest), "tagSource": .string(image.tagSource.rawValue),
            "path": .text(text(image.path)),
            "subchart": .text(text(image.subchart)), "enabled": .bool(image.disabledBy == nil),
            "disabledBy": .text(image.disabledBy),
        ]
    }

    private static func change(_ change: ChartChange) -> JSONValue {
        [
            "kind": .text(change.kind), "description": .string(change.summary),
            "links": .array(change.links.map { ["name": .string($0.name), "url": .string($0.url)] }),
        ]
    }

    private static func problem(_ problem: ChartFileError) -> JSONValue {
        ["file": .string(problem.file), "message": .string(problem.message)]
    }

    private static func mismatch(_ mismatch: ChartMismatch) -> JSONValue {
        [
            "code": .string(mismatch.code.rawValue), "expected": .string(mismatch.expected),
            "found": .string(mismatch.found),
        ]
    }

    private static func provenance(_ check: ChartProvenanceCheck) -> JSONValue {
        ["outcome": .string(check.outcome.rawValue), "detail": .text(check.detail), "signatureVerified": .bool(false)]
    }
}

extension ChartDocument.Inclusion {
    /// The bytes of the file in a chart; nil where it has none.
    public func bytes(of chart: Chart) -> [UInt8]? {
        switch self {
        case .values: chart.bytes(of: "values.yaml")
        case .schema: chart.schema
        case .readme: chart.readme?.bytes
        }
    }
}
