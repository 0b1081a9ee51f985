import FoundationEssentials
import TestSupport

/// The JSON of `astern report` and `astern update`, as far as the tests look at it.
struct Report: Decodable {
    struct Version: Decodable, Equatable {
        let version: String?
        let digest: String?
        let constraint: String?
    }

    struct Site: Decodable {
        let file: String
        let line: Int
        let column: Int
        let start: Int
        let end: Int
        let path: String
        let role: String
    }

    struct Reason: Decodable {
        let code: String
        let message: String
    }

    struct Reference: Decodable {
        let id: String
        let kind: String
        let artifact: String?
        let current: Version
        let wanted: Version?
        let latest: Version?
        let status: String
        let change: String
        let latestChange: String
        let behind: Int
        let reasons: [Reason]
        let sites: [Site]
        let error: String?
        let written: Bool?
    }

    struct Edit: Decodable {
        let file: String
        let start: Int
        let end: Int
        let old: String
        let new: String
    }

    struct Finding: Decodable {
        let code: String
        let file: String
        let line: Int
    }

    struct Skipped: Decodable {
        let file: String
        let code: String
        let message: String
    }

    struct Files: Decodable {
        let read: Int
        let skipped: [Skipped]
    }

    let apiVersion: String
    let kind: String
    let summary: [String: Int]
    let references: [Reference]
    let findings: [Finding]
    let files: Files
    let edits: [Edit]?

    init(_ result: CommandResult) throws {
        self = try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
    }
}

/// A row of `charts-fixtures/expected.json`.
struct ExpectedRow: Decodable, Hashable, CustomStringConvertible {
    var file: String
    var artifact: String
    let current: String?
    let wanted: String?
    let latest: String?
    let status: String
    let change: String
    let constraint: String?
    let wantedDigest: String?

    var description: String {
        "\(file) \(artifact) \(current ?? "-") -> \(wanted ?? "-")@\(wantedDigest ?? "-") of \(latest ?? "-") "
            + "\(status) \(change) \(constraint ?? "")"
    }

    static func fleet() throws -> [ExpectedRow] {
        let bytes = Places.bytes("\(Places.fixtures)/expected.json")
        return try JSONDecoder().decode([ExpectedRow].self, from: Data(bytes))
    }

    init(_ reference: Report.Reference) {
        file = reference.sites[0].file
        artifact = reference.artifact ?? "-"
        current = reference.current.version
        wanted = reference.wanted?.version
        latest = reference.latest?.version
        status = reference.status
        change = reference.change
        constraint = reference.current.constraint
        wantedDigest = reference.wanted?.digest
    }
}
