import Discovery
import FoundationEssentials
import Reporting
import Testing
import Tracking
import Versioning

/// `docs/reasons.md` is the list of codes that users read: it names every code, in the section of its kind.
@Suite struct ReasonsPageTests {
    static let sections: [(heading: String, codes: [String])] = [
        ("Status", Status.allCases.map(\.rawValue)),
        ("Reasons", Reason.Code.allCases.map(\.rawValue)),
        ("Rejections", Rejection.allCases.map(\.rawValue)),
        ("Bindings", bindings.map(\.rawValue)),
        ("Findings", Finding.Code.allCases.map(\.rawValue)),
        ("Skipped files", skipCodes.map(\.rawValue)),
    ]

    @Test(arguments: sections)
    func everyCodeHasItsLine(heading: String, codes: [String]) throws {
        #expect(try listed(under: heading) == codes)
    }

    @Test func reasonsAndRejectionsShareNoCode() {
        #expect(Set(Reason.Code.allCases.map(\.rawValue)).isDisjoint(with: Rejection.allCases.map(\.rawValue)))
    }

    @Test(arguments: skipCodes)
    func theExitCodeOfASkippedFileIsRight(code: SkippedFile.Code) throws {
        let word = SkippedFile(file: "a", code: code, message: "").isFailure ? "yes" : "no"
        #expect(try page().contains("\n| `\(code.rawValue)` | \(word) | "))
    }

    private func page() throws -> String {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return try String(contentsOfFile: "/\(root)/docs/reasons.md", encoding: .utf8)
    }

    /// The codes in the first column of the table below a heading.
    private func listed(under heading: String) throws -> [String] {
        try page().split(separator: "\n").drop { $0 != "## \(heading)" }.dropFirst().prefix { !$0.hasPrefix("## ") }
            .filter { $0.hasPrefix("| `") }
            .compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) }
    }

    // These enumerations cannot list themselves; the switches below do not compile when one of them grows.
    static let bindings: [Binding] = [
        .explicitNamespace, .sameNamespace, .kustomizationNamespace, .sameFolder, .onlyCandidate, .patchedObject,
    ]
    static let skipCodes: [SkippedFile.Code] = [
        .template, .binary, .encrypted, .malformed, .unreadable, .tooLarge, .link,
    ]

    private func grows(_ binding: Binding, _ skipped: SkippedFile.Code) {
        switch binding {
        case .explicitNamespace, .sameNamespace, .kustomizationNamespace, .sameFolder, .onlyCandidate, .patchedObject:
            break
        }
        switch skipped {
        case .template, .binary, .encrypted, .malformed, .unreadable, .tooLarge, .link: break
        }
    }
}
