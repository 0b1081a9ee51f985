import Glibc
import SourceYAML

/// A file of the tree with what its documents are: read once, while the file is parsed.
struct ParsedFile: Sendable {
    let path: String
    let file: SourceFile
    /// True when the text may hold variables (`${`) that Flux fills in.
    let mayHoldVariables: Bool
    let resources: [Resource]
    let kustomization: Kustomization?
    let helmfile: Helmfile?
    let marked: [MarkedScalar]
    let extraManifests: [ReferenceDraft]
    /// The file, where it holds operations of a JSON patch.
    let operations: SourceFile?
    let chartDependencies: ChartDependencies?
    /// The file, when it holds documents that are no objects and is none of the above.
    let plain: SourceFile?
    /// What comments of the file say to track.
    let annotated: [ReferenceDraft]

    init(_ file: SourceFile) {
        path = file.path
        self.file = file
        mayHoldVariables = file.variables == nil && ByteWords(["${"]).occur(in: file.stream.bytes)
        marked = MarkedScalar.all(in: file)
        resources = Resource.all(in: file)
        kustomization = Kustomization(file)
        helmfile = Helmfile(file)
        operations = file.stream.documents.contains { PatchOperation.areAll(in: $0.root) } ? file : nil
        extraManifests = FileKind.extraManifests.occur(in: file.stream.bytes) ? ExtraManifests.references(in: file) : []
        chartDependencies = ChartDependencies(file)
        let isOther = kustomization == nil && helmfile == nil && chartDependencies == nil
        plain = isOther && !file.plainDocuments.isEmpty ? file : nil
        annotated = AnnotationDiscovery.references(in: file, resources: resources)
    }

    /// Some objects of a file that stand for it.
    init(_ file: SourceFile, resources: [Resource]) {
        path = file.path
        self.file = file
        mayHoldVariables = false
        marked = []
        self.resources = resources
        kustomization = nil
        helmfile = nil
        extraManifests = []
        operations = nil
        chartDependencies = nil
        plain = nil
        annotated = []
    }
}

/// Which documents of a file are parsed.
enum ParsedDocuments: Sendable {
    /// Those that hold a word of ours: most of a tree's bytes are never parsed.
    case promising
    /// All of them: what the filter is proven against.
    case all
}

/// A file of the tree with the documents that may hold something.
struct SourceFile: Sendable {
    /// Relative to the tree.
    let path: String
    var stream: YAMLStream
    /// The values with which the file is read; nil for a file that is read as it is.
    var variables: FileVariables?

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
        let mayBeHelmfile = FileKind.mayBeHelmfile(path: path, bytes)
        if mayBeHelmfile, let file = helmfileTemplate(bytes, path: path) { return file }
        if FileKind.isGoTemplate(name) { return valuesTemplate(bytes, path: path) }
        let isParsedWhole = FileKind.isKustomization(name) || mayBeHelmfile || documents == .all
        do throws(YAMLError) {
            let stream = try YAMLStream(
                validPartOf: bytes, documentsHolding: isParsedWhole ? nil : FileKind.words(for: path))
            // In a template, what stands before the first odd line may be half of a condition.
            if let damage = stream.damage, isTemplate(bytes) { throw damage }
            if stream.documents.isEmpty, bytes.count <= DiscoveryLimits.quietFileBytes, Damage.mayBe(in: bytes) {
                try YAMLStream.check(bytes)
            }
            return stream.documents.isEmpty ? nil : SourceFile(path: path, stream: stream)
        } catch {
            throw isTemplate(bytes)
                ? SkippedFileError(.template, "a template, not YAML: \(error)")
                : SkippedFileError(.malformed, "not YAML: \(error)")
        }
    }

    /// A Helmfile with templates in it; nil for any other file, and where the YAML between the templates is not whole.
    private static func helmfileTemplate(_ bytes: [UInt8], path: String) -> SourceFile? {
        let isTemplate = FileKind.isGoTemplate(Paths.name(of: path)) || ByteWords(["{{"]).occur(in: bytes)
        guard isTemplate, let stream = try? YAMLStream(template: bytes) else { return nil }
        let file = SourceFile(path: path, stream: stream)
        return Helmfile(file) == nil ? nil : file
    }

    /// Values that helmfile renders; nil where the YAML between the templates is not whole, or holds objects.
    private static func valuesTemplate(_ bytes: [UInt8], path: String) -> SourceFile? {
        guard let stream = try? YAMLStream(template: bytes) else { return nil }
        let file = SourceFile(path: path, stream: stream)
        return file.plainDocuments.count == stream.documents.count && !stream.documents.isEmpty ? file : nil
    }

    /// True for a file that is called YAML and is a template, of which nothing is read as YAML.
    static func isNoYAML(_ bytes: [UInt8], path: String) -> Bool {
        guard isTemplate(bytes) else { return false }
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

    static func name(of path: String) -> Substring {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.utf8.index(after: $0)...] } ?? path[...]
    }

    /// How many folders two of them have in common from the top.
    static func sharedFolders(_ left: String, _ right: String) -> Int {
        zip(left.split(separator: "/"), right.split(separator: "/")).prefix { $0 == $1 }.count
    }

    /// False for URLs and for patches written in place: what `resources` and `patches` hold besides paths.
    static func isLocal(_ path: String) -> Bool {
        var previous: (UInt8, UInt8) = (0, 0)
        for byte in path.utf8 {
            if byte == UInt8(ascii: "\n") { return false }
            if byte == UInt8(ascii: "/"), previous == (UInt8(ascii: ":"), UInt8(ascii: "/")) { return false }
            previous = (previous.1, byte)
        }
        return true
    }

    /// `base` joined with a relative path, `.` and `..` resolved; nil when it leads out of the tree.
    static func join(_ base: String, _ relative: String) -> String? {
        var path = relative.utf8.first == UInt8(ascii: "/") ? [] : Array(base.utf8)
        for part in relative.utf8.split(separator: UInt8(ascii: "/")) where !part.elementsEqual(".".utf8) {
            if part.elementsEqual("..".utf8) {
                guard !path.isEmpty else { return nil }
                path.removeSubrange((path.lastIndex(of: UInt8(ascii: "/")) ?? 0)...)
            } else {
                if !path.isEmpty { path.append(UInt8(ascii: "/")) }
                path += part
            }
        }
        return String(decoding: path, as: UTF8.self)
    }
}
