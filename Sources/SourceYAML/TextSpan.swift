/// A stretch of a text that YAML gives no node for: a word of a Dockerfile, a scalar between templates.
public struct TextSpan: Hashable, Sendable {
    /// Bytes of the file.
    public let range: Range<Int>
    /// What stands there.
    public let text: String
    public let position: SourcePosition
    /// How the place is quoted, where it can be seen that it is a scalar of YAML; nil where nothing is known of quotes.
    public let style: ScalarStyle?
    public let proof: Edit.Proof

    /// Nil where the range does not lie in the bytes, or holds no UTF-8.
    public init?(_ range: Range<Int>, in bytes: [UInt8], style: ScalarStyle? = nil, proof: Edit.Proof = .bytes) {
        guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return nil }
        guard let text = String(validating: bytes[range], as: UTF8.self) else { return nil }
        self.range = range
        self.text = text
        position = SourcePosition(offset: range.lowerBound, in: bytes)
        self.style = style
        self.proof = proof
    }

    /// The path of the place in reports.
    public var path: String { position.line.atLine }

    /// The bytes that stand for a value here, or nil where it might read as something else.
    ///
    /// Where no quoting is known, versions, tags, digests, image references and URLs pass: no language that names an
    /// image gives their characters a meaning.
    func spell(_ value: String) -> String? {
        if let style { return Quoting.spell(value, inside: style) }
        let isPlainWord = value.utf8.allSatisfy { Self.wordBytes.contains($0) }
        return isPlainWord && !value.isEmpty ? value : nil
    }

    private static let wordBytes = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.+:/@~=?%".utf8)
}
