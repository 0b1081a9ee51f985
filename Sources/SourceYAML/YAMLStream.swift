/// A YAML text with the structure that libyaml reads from it: documents of nodes, each with its byte range.
///
/// The bytes are never changed and never written again: what is edited is the text itself, at the ranges that the nodes
/// give. Aliases stay aliases (nothing is expanded), duplicate keys are kept, nesting is bounded (1,000).
public final class YAMLStream: Sendable {
    /// The text, as it was read.
    public let bytes: [UInt8]
    let records: [NodeRecord]
    let decoded: [Int32: String]
    /// The names of the nodes that have an anchor.
    let anchors: [Int32: String]
    let roots: [Root]
    /// What libyaml read: the text, or the text with its templates covered up.
    let parsed: [UInt8]
    /// The block scalar whose text this is; nil for a text of its own.
    let container: YAMLNode?
    /// True for the text of a scalar: its documents are counted in it.
    public var isEmbedded: Bool { container != nil }
    /// True when the text is a Go template around YAML.
    public let isTemplate: Bool
    /// How many bytes libyaml was given.
    public let parsedBytes: Int
    /// What is wrong with the document behind the last one here; nil when the text was read to its end.
    public let damage: YAMLError?

    struct Root: Sendable {
        let document: Int
        let node: Int32
    }

    /// A part of a file that is parsed on its own: its place in the file, and how many documents stand before it.
    struct Slice {
        let range: Range<Int>
        let firstDocument: Int
    }

    /// Parses every document of the text.
    public convenience init(_ bytes: [UInt8]) throws(YAMLError) {
        try self.init(bytes, slices: [Slice(range: 0..<bytes.count, firstDocument: 0)])
    }

    /// Parses only the documents that hold one of the words; documents keep their numbers.
    ///
    /// A word is looked for in the raw bytes. A text whose document borders cannot be told from its lines alone
    /// (directives, `...`) is parsed whole, so the result never lacks a document that holds a word.
    public convenience init(_ bytes: [UInt8], documentsHolding words: ByteWords) throws(YAMLError) {
        try self.init(bytes, slices: DocumentSlicer.slices(of: bytes, holding: words))
    }

    /// Parses the documents before the first broken one, which `damage` tells; with words only those that hold one.
    ///
    /// - Parameter signs: What the words are known to find in the bytes; they are not looked for again then.
    /// - Throws: Where no document with content stands before the broken one.
    public convenience init(
        validPartOf bytes: [UInt8], documentsHolding words: ByteWords? = nil, signs: ByteWords.Signs? = nil
    ) throws(YAMLError) {
        let all = Slice(range: 0..<bytes.count, firstDocument: 0)
        let slices = words.map { DocumentSlicer.slices(of: bytes, holding: $0, signs: signs) } ?? [all]
        try self.init(bytes, slices: slices, keepsValidPart: true)
    }

    /// Parses the YAML around the actions of a Go template (`{{ … }}`).
    ///
    /// Nodes' `text` is what stands in the file, actions included; their `pointer` is `@LINE`, because such a file is not
    /// YAML. An alias of an anchor that a template would bring is a scalar.
    public convenience init(template bytes: [UInt8]) throws(YAMLError) {
        let all = Slice(range: 0..<bytes.count, firstDocument: 0)
        try self.init(bytes, slices: [all], covered: TemplateMask.cover(bytes))
    }

    /// - Parameter covered: The text with its templates covered up, as long as the text; nil where it is none.
    init(
        _ bytes: [UInt8], slices: [Slice], covered: [UInt8]? = nil, container: YAMLNode? = nil,
        keepsValidPart: Bool = false
    ) throws(YAMLError) {
        parsed = covered ?? bytes
        isTemplate = covered != nil
        parsedBytes = slices.reduce(0) { $0 + $1.range.count }
        var builder = TreeBuilder(acceptsUnknownAnchors: isTemplate)
        builder.reserve(bytes: parsedBytes)
        var damage: YAMLError?
        for slice in slices {
            do throws(YAMLError) {
                try builder.parse(parsed, slice: slice)
            } catch {
                guard keepsValidPart, builder.keepCompleteDocuments() else { throw error }
                damage = error
                break
            }
        }
        self.damage = damage
        self.bytes = bytes
        self.container = container
        records = builder.records
        decoded = builder.decoded
        anchors = builder.anchorNames
        roots = builder.roots
    }

    init(_ stream: YAMLStream, reading texts: [Int32: String]) {
        bytes = stream.bytes
        records = stream.records
        decoded = stream.decoded.merging(texts) { $1 }
        roots = stream.roots
        parsed = stream.parsed
        container = stream.container
        isTemplate = stream.isTemplate
        anchors = stream.anchors
        damage = stream.damage
        parsedBytes = stream.parsedBytes
    }

    init(_ stream: YAMLStream, erasing ids: Set<Int32>) {
        let (records, index) = stream.records.erasing(ids)
        self.records = records
        let kept = { (id: Int32) in !ids.contains(id) }
        decoded = Dictionary(
            uniqueKeysWithValues: stream.decoded.filter { kept($0.key) }.map { (index($0.key), $0.value) })
        anchors = Dictionary(
            uniqueKeysWithValues: stream.anchors.filter { kept($0.key) }.map { (index($0.key), $0.value) })
        roots = stream.roots.map { Root(document: $0.document, node: index($0.node)) }
        bytes = stream.bytes
        parsed = stream.parsed
        container = stream.container
        isTemplate = stream.isTemplate
        damage = stream.damage
        parsedBytes = stream.parsedBytes
    }

    /// The documents that were parsed, in order; a document without content has no root.
    public var documents: [YAMLDocument] {
        roots.map { YAMLDocument(index: $0.document, root: YAMLNode(stream: self, id: $0.node)) }
    }

    /// Line and column of a byte offset, both from 1; the column counts Unicode scalars.
    public func position(of offset: Int) -> SourcePosition {
        SourcePosition(offset: offset, in: bytes)
    }
}

/// One document of a stream.
public struct YAMLDocument: Sendable {
    /// Counts from 0, empty documents included.
    public let index: Int
    public let root: YAMLNode
}

extension YAMLStream {
    /// Throws where the text is not YAML; builds nothing.
    public static func check(_ bytes: [UInt8]) throws(YAMLError) {
        let failure: YAMLError? = bytes.withUnsafeBufferPointer { buffer in
            do throws(YAMLError) {
                try EventReader.forEachEvent(of: buffer) { _ in }
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }
}
