import SourceYAML

/// A file of the tree with the documents that may hold something.
struct SourceFile: Sendable {
    /// Relative to the tree.
    let path: String
    let stream: YAMLStream

    var directory: String { Paths.directory(of: path) }
    var name: Substring { path[(path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) } ?? path.startIndex)...] }

    /// Parses what a file holds; nil when it holds nothing of interest.
    static func parse(_ bytes: [UInt8], path: String) throws(SkippedFileError) -> SourceFile? {
        try refuseUnreadable(bytes)
        let name = path.split(separator: "/").last ?? path[...]
        let isWanted = FileKind.isKustomization(name) || FileKind.words.occur(in: bytes)
        do throws(YAMLError) {
            guard isWanted else {
                if bytes.count <= DiscoveryLimits.quietFileBytes { try YAMLStream.check(bytes) }
                return nil
            }
            let stream =
                FileKind.isKustomization(name)
                ? try YAMLStream(bytes) : try YAMLStream(bytes, documentsHolding: FileKind.words)
            return SourceFile(path: path, stream: stream)
        } catch {
            throw isTemplate(bytes)
                ? SkippedFileError(.template, "a template, not YAML: \(error)")
                : SkippedFileError(.malformed, "not YAML: \(error)")
        }
    }

    private static func refuseUnreadable(_ bytes: [UInt8]) throws(SkippedFileError) {
        if bytes.starts(with: "\0GITCRYPT\0".utf8) { throw SkippedFileError(.encrypted, "encrypted by git-crypt") }
        if bytes.starts(with: "$ANSIBLE_VAULT;".utf8) { throw SkippedFileError(.encrypted, "encrypted by Ansible Vault") }
        if bytes.contains(0) { throw SkippedFileError(.binary, "not text: it holds a NUL byte") }
    }

    /// Go templates, Jinja, and the delimiters that ResourceSets use.
    private static func isTemplate(_ bytes: [UInt8]) -> Bool {
        ByteWords(["{{", "{%", "<<"]).occur(in: bytes)
    }
}

/// Paths inside of a tree, with `/`.
enum Paths {
    static func directory(of path: String) -> String {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
    }

    /// `base` joined with a relative path, `.` and `..` resolved; nil when it leads out of the tree.
    static func join(_ base: String, _ relative: String) -> String? {
        var parts = relative.hasPrefix("/") ? [] : base.split(separator: "/").map(String.init)
        for part in relative.split(separator: "/") where part != "." {
            if part == ".." {
                guard parts.popLast() != nil else { return nil }
            } else {
                parts.append(String(part))
            }
        }
        return parts.joined(separator: "/")
    }
}
