import Artifacts
import Discovery
import SourceYAML
public import Tracking
import Versioning

/// What `astern why` prints: one decision told from the pin to the edit.
public enum WhyText {
    /// Short paragraphs with a blank line between them; ends in a line feed.
    ///
    /// - Parameter findings: Those of the plan; the ones about this reference are told.
    public static func text(of decision: Decision, findings: [Finding]) -> String {
        let paragraphs = [
            pin(decision), upstream(decision), newest(decision), verdict(decision, findings), edits(decision),
        ]
        let told = paragraphs.filter { !$0.isEmpty }.map { paragraph in
            paragraph.map { line($0) + "\n" }.joined()
        }
        return told.joined(separator: "\n")
    }

    /// A line keeps its indentation; what comes from outside cannot break it.
    private static func line(_ text: String) -> String {
        (text.hasPrefix("  ") ? "  " : "") + PlainText.line(text)
    }

    private static func pin(_ decision: Decision) -> [String] {
        let reference = decision.reference
        let what = reference.artifact.map { "the \(reference.kind.noun) \($0.identity)" } ?? "a \(reference.kind.noun)"
        let owner = reference.owner
        let name = [owner.namespace, owner.name].compactMap(\.self).joined(separator: "/")
        let object = [owner.kind, name.isEmpty ? nil : name].compactMap(\.self).joined(separator: " ")
        var lines = ["\(object.isEmpty ? reference.mainSite.file : object) \(pinned(decision, what))."]
        for site in reference.sites {
            let position = site.position
            lines.append("  \(site.file):\(position.line):\(position.column) \(site.role.rawValue) \(site.path)")
        }
        if let bound = reference.bound { lines.append("\(bound.sentence).") }
        return lines
    }

    private static func pinned(_ decision: Decision, _ what: String) -> String {
        if let range = decision.current.constraint ?? decision.reference.pin.constraint {
            let resolved = decision.current.version.map { ", which is \($0) now" } ?? ""
            return "takes \(what) in the range \(range)\(resolved)"
        }
        guard let text = VersionText.text(of: decision.current, showsDigest: true) else {
            return "names \(what) without a version"
        }
        return "pins \(what) at \(text)"
    }

    private static func upstream(_ decision: Decision) -> [String] {
        guard let listed = decision.listed else { return [] }
        let kind = decision.reference.kind
        let count = kind == .helmChart ? ("version", "versions") : ("tag", "tags")
        let policy = decision.policy.map { ", ordered \(order($0))" } ?? ""
        let head = "Upstream lists \(Counted.text(listed, count.0, count.1))\(policy)."
        return [head] + decision.rejections.map { "  \(Sentences.text(for: $0, of: kind))" }
    }

    /// Where the names of the contract would not tell a reader how versions are compared, words do.
    private static func order(_ policy: String) -> String {
        switch policy {
        case "chartSemver": "as semantic versions of charts"
        case "inferred": "by the shape of the tag in the tree"
        case let name where name.hasPrefix("imagePolicy "): "by ImagePolicy \(name.dropFirst("imagePolicy ".count))"
        default: "by \(policy)"
        }
    }

    private static func newest(_ decision: Decision) -> [String] {
        let wanted = decision.wanted.flatMap { VersionText.text(of: $0, showsDigest: decision.change == .digest) }
        let latest = decision.latest.flatMap { VersionText.text(of: $0, showsDigest: decision.latestChange == .digest) }
        let behind = decision.behind > 1 ? ", \(Counted.number(decision.behind)) releases on" : ""
        if let wanted, wanted == latest {
            return ["Newest of all, and within reach: \(wanted)\(step(decision.change))\(behind)."]
        }
        var lines: [String] = []
        if let wanted {
            lines.append("Newest within reach: \(wanted)\(step(decision.change)).")
        } else if decision.latestChange != .none {
            lines.append("Newest within reach: nothing.")
        }
        if let latest { lines.append("Newest of all: \(latest)\(step(decision.latestChange))\(behind).") }
        return lines
    }

    private static func step(_ change: Change) -> String {
        StepText.phrase(change).map { ", \($0)" } ?? ""
    }

    private static func verdict(_ decision: Decision, _ findings: [Finding]) -> [String] {
        let verdict = PlainText.line(Sentences.verdict(of: decision))
        let others = decision.reasons.map { Sentences.text(for: $0, in: decision) }.filter {
            !verdict.contains(PlainText.line($0))
        }
        let own = findings.filter { $0.references.contains(decision.reference.id) }
        let stop = verdict.hasSuffix(".") ? "" : "."
        return ["Status \(decision.status.rawValue): \(verdict)\(stop)"] + others.map { "  \($0)" }
            + own.map { "\($0.severity.rawValue): \($0.message)" }
    }

    private static func edits(_ decision: Decision) -> [String] {
        guard !decision.edits.isEmpty else { return ["An update writes nothing here."] }
        return ["An update writes:"]
            + decision.edits.map { edit in
                let site = decision.reference.sites.first { $0.file == edit.file && $0.range == edit.range }
                let place = site.map { "\(edit.file):\($0.position.line)" } ?? edit.file
                return "  \(place) \(edit.old) -> \(edit.new)"
            }
    }
}

extension ArtifactKind {
    fileprivate var noun: String {
        switch self {
        case .helmChart, .ociChart: "chart"
        case .ociArtifact: "OCI artifact"
        case .image: "image"
        case .gitTag: "Git repository"
        }
    }
}
