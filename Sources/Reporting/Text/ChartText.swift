import Artifacts
public import Charts
public import Tracking
import Upstream

/// A chart for people: what it is, what it needs, what it brings.
public enum ChartText {
    public static func text(of inspected: InspectedChart) -> String {
        let chart = inspected.chart
        let parts = ChartPart.all(of: chart).filter { $0.path.keys.count == 1 }
        let definitions = chart.definitions
        let sections = [
            head(of: chart.metadata) + fields(of: inspected),
            dependencies(parts, of: chart), crds(definitions.found), images(of: chart),
            problems(of: chart, definitions.unreadable),
        ]
        return sections.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// What does not fit, for stderr.
    public static func sentence(_ mismatch: ChartMismatch, source: String) -> String {
        let (expected, found) = (PlainText.line(mismatch.expected), PlainText.line(mismatch.found))
        let what =
            switch mismatch.code {
            case .digest:
                "is published with the digest \(expected) and has \(found): it was published again, or changed"
            case .name: "was fetched as \(expected), and its Chart.yaml says \(found)"
            case .version: "was fetched as version \(expected), and its Chart.yaml says \(found)"
            }
        return "\(PlainText.line(source)) \(what)"
    }

    private static func head(of metadata: ChartMetadata) -> String {
        let app = metadata.appVersion.map { " (app \($0))" } ?? ""
        let title = PlainText.line("\(metadata.name) \(metadata.version)\(app)")
        let summary = metadata.summary.map { PlainText.line($0) + "\n" } ?? ""
        return "\(title)\n\(summary)\n"
    }

    private static func fields(of inspected: InspectedChart) -> String {
        let chart = inspected.chart
        let metadata = chart.metadata
        var rows: [(name: String, value: String)] = []
        func add(_ name: String, _ value: String?) {
            if let value, !value.isEmpty { rows.append((name, PlainText.line(value))) }
        }
        if metadata.deprecated { add("deprecated", "yes: upstream no longer maintains it") }
        add("source", inspected.source)
        add("digest", inspected.archive.map { digest($0) })
        add("provenance", inspected.provenance.map(provenance))
        add("type", metadata.type)
        add("kubeVersion", metadata.kubeVersion)
        add("home", metadata.home)
        add("sources", metadata.sources.joined(separator: ", "))
        add("maintainers", metadata.maintainers.map(\.name).joined(separator: ", "))
        add("lock", lock(of: chart))
        add("files", files(of: chart))
        let width = rows.map(\.name.count).max() ?? 0
        return rows.map { $0.name + String(repeating: " ", count: width - $0.name.count + 3) + $0.value + "\n" }
            .joined()
    }

    private static func digest(_ archive: ChartArchiveFile) -> String {
        switch archive.published {
        case nil: archive.digest.text
        case archive.digest?: "\(archive.digest.text), as published"
        case let other?: "\(archive.digest.text), published as \(other.text)"
        }
    }

    private static func provenance(_ check: ChartProvenanceCheck) -> String {
        let unverified = "; its signature is not verified"
        return switch check.outcome {
        case .matches: "the file names this digest" + unverified
        case .differs: "the file names another digest, \(check.detail ?? "")" + unverified
        case .isNotNamed: "the file does not name this archive" + unverified
        case .unreadable: "the file cannot be read: it \(check.detail ?? "")"
        }
    }

    /// As `astern deps verify` says it.
    private static func lock(of chart: Chart) -> String? {
        let check = chart.lockCheck()
        switch check.outcome {
        case .nothingToLock: return nil
        case .noLock: return "none"
        case .inSync, .outOfSync, .undecided:
            let date = chart.lock.map { $0.generated.isEmpty ? "" : " of \($0.generated.prefix(10))" } ?? ""
            return DependencyTable.words(of: check, lock: (chart.lockFile?.path ?? "the lock") + date)
        }
    }

    private static func files(of chart: Chart) -> String {
        let bytes = chart.files.reduce(0) { $0 + $1.bytes.count }
        var parts = ["\(Counted.text(chart.files.count, "file", "files")), \(CacheText.size(bytes))"]
        if !chart.templates.isEmpty { parts.append(Counted.text(chart.templates.count, "template", "templates")) }
        if let values = chart.bytes(of: "values.yaml") { parts.append("values.yaml \(CacheText.size(values.count))") }
        parts += [chart.schema.map { _ in "values.schema.json" }, chart.readme?.path, chart.changelog?.path]
            .compactMap { $0 }
        return parts.joined(separator: ", ")
    }

    private static func dependencies(_ parts: [ChartPart], of chart: Chart) -> String {
        guard !parts.isEmpty else { return "" }
        let rows = parts.map { part -> [TextTable.Cell] in
            let declared = part.dependency
            let name = declared?.name ?? part.chart?.metadata.name ?? ""
            let alias = declared.flatMap { $0.alias.isEmpty ? nil : " as \($0.alias)" } ?? ""
            let locked = declared.flatMap(chart.lockedVersion)
            return [
                name + alias, declared?.version ?? "(not declared)", locked ?? "-",
                part.chart?.metadata.version ?? "-", declared.map { origin($0.repository) } ?? "-", isOn(part),
            ].map { TextTable.Cell($0) }
        }
        return TextTable(
            header: ["DEPENDENCY", "VERSION", "LOCKED", "IN CHARTS/", "REPOSITORY", "DEFAULT"], rows: rows
        )
        .render()
    }

    private static func origin(_ repository: String) -> String { repository.isEmpty ? "charts/" : repository }

    private static func isOn(_ part: ChartPart) -> String {
        if let disabledBy = part.disabledBy { return "off: \(disabledBy)" }
        let condition = part.dependency?.condition ?? ""
        return condition.isEmpty ? "on" : "on: \(condition)"
    }

    private static func crds(_ crds: [CustomResource]) -> String {
        guard !crds.isEmpty else { return "" }
        let rows = crds.map { crd in
            [
                crd.name, crd.versions.map(version).joined(separator: ", "),
                crd.isInCRDFolder ? "crds/" : "template", crd.file,
            ].map { TextTable.Cell($0) }
        }
        return TextTable(header: ["CRD", "VERSIONS", "INSTALLED FROM", "FILE"], rows: rows).render()
    }

    private static func version(_ version: CustomResource.Version) -> String {
        let marks = [version.isServed ? nil : "not served", version.isDeprecated ? "deprecated" : nil].compactMap { $0 }
        return version.name + (version.isStored ? "*" : "")
            + (marks.isEmpty ? "" : " (\(marks.joined(separator: ", ")))")
    }

    /// The images alone; empty where there are none.
    public static func images(of chart: Chart) -> String {
        let images = chart.images
        guard !images.isEmpty else { return "" }
        let rows = images.map { image in
            [
                image.reference, image.path.isRoot ? "-" : image.path.description, origin(of: image.tagSource),
                image.tagSource == .annotation ? "-" : image.disabledBy.map { "off: \($0)" } ?? "on",
            ].map { TextTable.Cell($0) }
        }
        return TextTable(header: ["IMAGE", "VALUE", "TAG FROM", "DEFAULT"], rows: rows).render()
    }

    private static func origin(of source: ChartImage.TagSource) -> String {
        switch source {
        case .values: "values"
        case .appVersion: "appVersion"
        case .unknown: "unknown"
        case .annotation: "annotation"
        }
    }

    private static func problems(of chart: Chart, _ definitions: [ChartFileError]) -> String {
        ChartProblems.all(of: chart, definitions: definitions).map { "problem: \(PlainText.line($0.description))\n" }
            .joined()
    }
}
