import Artifacts
import Discovery
import SourceYAML
import TestSupport
import Testing

/// What is found in a tree, in lines that a table of cases can hold.
struct Found {
    let tree: DiscoveredTree

    /// - Parameter annotatedFiles: Patterns for files that are not YAML.
    init(_ files: [String: String], annotatedFiles: [String] = []) async throws {
        let folder = TemporaryTree(files)
        tree = try await TreeDiscovery.discover(
            path: folder.path, annotatedFiles: annotatedFiles.map { GlobPattern($0) })
    }

    init(in folder: TemporaryTree) async throws {
        tree = try await TreeDiscovery.discover(path: folder.path)
    }

    var lines: [String] { tree.references.map(\.line) }
    /// Lines without ids, for tables of one file.
    var shortLines: [String] { tree.references.map(\.shortLine) }
    /// `code file` of each skipped file.
    var skipped: [String] { tree.skipped.map { "\($0.code.rawValue) \($0.file)" } }
}

extension Reference {
    /// `kind artifact pin binding`
    var shortLine: String {
        "\(kind.rawValue) \(artifact?.identity ?? "-") \(pin.line) \(bound?.rawValue ?? "-")"
    }

    /// `kind artifact pin binding id`
    var line: String { "\(shortLine) \(id)" }

    /// `role line:column start..<end path` of each site.
    var siteLines: [String] {
        sites.map { "\($0.role.rawValue) \($0.position.line):\($0.position.column) \($0.range) \($0.path)" }
    }
}

extension Pin {
    /// `1.2.3@aaaa`: the version and the start of the digest; `(>=1.2)`: a range; `-`: nothing.
    fileprivate var line: String {
        let parts = [
            version, constraint.map { "(\($0))" }, filter.map { "/\($0)/" }, digest.map { "@\($0.hex.prefix(4))" },
        ]
        let text = parts.compactMap { $0 }.joined()
        return text.isEmpty ? "-" : text
    }
}

/// Digests that the lines show as `aaaa` and `bbbb`.
let digestA = "sha256:" + String(repeating: "a", count: 64)
let digestB = "sha256:" + String(repeating: "b", count: 64)

/// A tree of one file, and the lines that it gives.
struct Snippet: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let lines: [String]

    init(_ description: String, _ text: String, _ lines: String...) {
        testDescription = description
        self.text = text
        self.lines = lines
    }
}

extension String {
    /// The text with so many blanks before each line but the first: for texts put into texts.
    func indented(_ count: Int) -> String {
        replacing("\n", with: "\n" + String(repeating: " ", count: count))
    }
}
