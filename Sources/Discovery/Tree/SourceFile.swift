import Glibc
import SourceYAML

/// Which documents of a file are parsed.
enum ParsedDocuments: Sendable {
    /// Those that hold a word of ours: most of a tree's bytes are never parsed.
    case promising
    /// All of them: what the filter is proven against.
    case all
    /// Those that hold one of these words, for one question.
    case holding(ByteWords)

    /// True for the choice that the signs of a file are told by.
    var isPromising: Bool {
        if case .promising = self { true } else { false }
    }

    /// The words by which the documents of a file are chosen; nil for all of them.
    func words(for path: String) -> ByteWords? {
        switch self {
        case .promising: FileKind.words(for: path)
        case .all: nil
        case .holding(let words): words
        }
    }
}

/// A file of the tree with the documents that may hold something.
///
/// A class, because nearly everything that is found holds on to its file.
final class SourceFile: Sendable {
    /// Relative to the tree.
    let path: String
    let stream: YAMLStream
    /// What was seen in the bytes of the file.
    let signs: ByteWords.Signs
    /// The values with which the file is read; nil for a file that is read as it is.
    let variables: FileVariables?

    init(path: String, stream: YAMLStream, signs: ByteWords.Signs, variables: FileVariables? = nil) {
        self.path = path
        self.stream = stream
        self.signs = signs
        self.variables = variables
    }

    /// What is to be said of a file of which only the documents before a broken one are read.
    var damage: SkippedFileError? {
        stream.damage.map {
            SkippedFileError(.malformed, "read as far as it is YAML, the documents before this one: \($0)")
        }
    }

    var directory: String { Paths.directory(of: path) }
    var name: Substring { Paths.name(of: path) }

    /// Parses what a file holds; nil when it holds nothing of interest.
    static func parse(
        _ bytes: [UInt8], path: String, _ documents: ParsedDocuments
    ) throws(SkippedFileError) -> SourceFile? {
        try refuseUnreadable(bytes)
        let name = Paths.name(of: path)
        let words = FileKind.words(for: path)
        let signs = words.signs(in: bytes)
        let mayBeHelmfile = FileKind.mayBeHelmfile(path: path, bytes, signs)
        if mayBeHelmfile, let file = helmfileTemplate(bytes, path: path, signs) { return file }
        if FileKind.isGoTemplate(name) { return valuesTemplate(bytes, path: path, signs) }
        let isParsedWhole = FileKind.isKustomization(name) || mayBeHelmfile
        do throws(YAMLError) {
            let stream = try YAMLStream(
                validPartOf: bytes, documentsHolding: isParsedWhole ? nil : documents.words(for: path),
                signs: documents.isPromising ? signs : nil)
            // In a template, what stands before the first odd line may be half of a condition.
            if let damage = stream.damage, signs.contains(.template) { throw damage }
            if stream.documents.isEmpty, bytes.count <= DiscoveryLimits.quietFileBytes, Damage.mayBe(in: bytes) {
                try YAMLStream.check(bytes)
            }
            return stream.documents.isEmpty ? nil : SourceFile(path: path, stream: stream, signs: signs)
        } catch {
            throw signs.contains(.template)
                ? SkippedFileError(.template, "a template, not YAML: \(error)")
                : SkippedFileError(.malformed, "not YAML: \(error)")
        }
    }

    /// A Helmfile with templates in it; nil for any other file, and where the YAML between the templates is not whole.
    private static func helmfileTemplate(
        _ bytes: [UInt8], path: String, _ signs: ByteWords.Signs
    ) -> SourceFile? {
        let isTemplate = FileKind.isGoTemplate(Paths.name(of: path)) || signs.contains(.action)
        guard isTemplate, let stream = try? YAMLStream(template: bytes) else { return nil }
        let file = SourceFile(path: path, stream: stream, signs: signs)
        return Helmfile(file) == nil ? nil : file
    }

    /// Values that helmfile renders; nil where the YAML between the templates is not whole, or holds objects.
    private static func valuesTemplate(
        _ bytes: [UInt8], path: String, _ signs: ByteWords.Signs
    ) -> SourceFile? {
        guard let stream = try? YAMLStream(template: bytes) else { return nil }
        let file = SourceFile(path: path, stream: stream, signs: signs)
        return file.plainDocuments.count == stream.documents.count && !stream.documents.isEmpty ? file : nil
    }

    /// True for a file that is called YAML and is a template, of which nothing is read as YAML.
    static func isNoYAML(_ bytes: [UInt8], path: String) -> Bool {
        guard FileKind.words(for: path).signs(in: bytes).contains(.template) else { return false }
        return ((try? parse(bytes, path: path, .all)) ?? nil) == nil
    }

    static func refuseUnreadable(_ bytes: [UInt8]) throws(SkippedFileError) {
        if bytes.starts(with: "\0GITCRYPT\0".utf8) { throw SkippedFileError(.encrypted, "encrypted by git-crypt") }
        if bytes.starts(with: "$ANSIBLE_VAULT;".utf8) {
            throw SkippedFileError(.encrypted, "encrypted by Ansible Vault")
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw SkippedFileError(.malformed, "not UTF-8: it starts with a byte order mark of UTF-16")
        }
        if memchr(bytes, 0, bytes.count) != nil { throw SkippedFileError(.binary, "not text: it holds a NUL byte") }
    }
}
