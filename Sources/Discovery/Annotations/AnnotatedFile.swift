import Artifacts
import SourceYAML

/// A file that is not YAML and in which comments say what its versions are of: a Dockerfile, a Makefile, HCL, TOML, a script.
///
/// `# renovate: …` or `# astern: …` stands at the end of a line or above it, in any of the usual forms of comments. The
/// line holds one version: assigned (`X ?= v1.2.3`, `ARG X=1.2.3`, `ENV X 1.2.3`, `version = "1.2.3"`), as a part of an image
/// (`FROM golang:1.22@sha256:…`), or in a longer text (a URL). A range is none.
/// Source: Renovate, the presets of its regular expressions (`dockerfileVersions`, `makefileVersions`, `tfvarsVersions`, …).
enum AnnotatedFile {
    static func references(in bytes: [UInt8], path: String) -> [ReferenceDraft] {
        guard ByteWords(AnnotationComment.Form.allCases.map { "\($0.rawValue):" }).occur(in: bytes) else { return [] }
        return AnnotatedLines(bytes, .any).lines.compactMap { line in
            guard let artifact = AnnotatedArtifact(line.comment) else { return nil }
            return AnnotatedText(bytes, path: path).reference(to: artifact, in: line.range)
        }
    }
}

/// The files, besides YAML, that are searched for annotations.
struct AnnotatedFiles: Sendable {
    static let none = AnnotatedFiles([])

    private let patterns: [GlobPattern]

    init(_ patterns: [GlobPattern]) {
        self.patterns = patterns
    }

    /// - Parameter path: Makes the path, relative to the tree, where it is needed.
    func contain(_ path: @autoclosure () -> String) -> Bool {
        guard !patterns.isEmpty else { return false }
        let path = path()
        return patterns.contains { $0.matches(path: path) }
    }
}
