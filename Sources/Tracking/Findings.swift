import Artifacts
import Discovery
import SourceYAML
import Versioning

/// What a decision shows besides its outcome.
enum Findings {
    static func of(_ decision: Decision) -> [Finding] {
        var findings: [Finding] = []
        if decision.isDeprecated {
            findings.append(decision.finding(.deprecated, .warning, "\(decision.name) is deprecated upstream"))
        }
        if decision.change == .digest, decision.policy != nil, let version = decision.current.version,
            isFullVersion(version)
        {
            let message = "\(decision.name) \(version) has been published again with other bytes"
            findings.append(decision.finding(.republished, .warning, message))
        }
        if decision.reference.artifact == nil, !decision.reference.isTemplated, decision.reference.untracked == nil,
            let why = decision.reference.unbound
        {
            findings.append(decision.finding(.unboundSource, .warning, why))
        }
        return findings
    }

    /// A version that names one release, not a line of them: three parts or more.
    private static func isFullVersion(_ version: String) -> Bool {
        let numbers = version.split(separator: ".").prefix(3)
        return numbers.count == 3 && numbers.allSatisfy { $0.utf8.contains { (0x30...0x39).contains($0) } }
    }
}

extension Decision {
    fileprivate var name: String { reference.artifact?.lastSegment ?? reference.owner.name ?? reference.id }

    fileprivate func finding(_ code: Finding.Code, _ severity: Finding.Severity, _ message: String) -> Finding {
        let site = reference.mainSite
        return Finding(
            code: code, severity: severity, message: message, reference: reference.id, file: site.file,
            line: site.position.line
        )
    }
}
