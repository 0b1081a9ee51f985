/// A change of bytes in one file: range, the bytes that must stand there, and what replaces them.
public struct Edit: Hashable, Sendable {
    /// How it is shown that an edit changes nothing else.
    public enum Proof: Sendable {
        /// The file is YAML: parsed again it differs in the edited scalar alone.
        case yaml
        /// The file is a Go template around YAML: the same of the YAML with the templates covered up.
        case template
        /// The file is not YAML, or the place is none that YAML reads: the bytes alone.
        case bytes
    }

    /// What an edit does.
    public enum Change: Hashable, Sendable {
        /// A value, or a part of one, reads otherwise.
        case value
        /// A key with its text appears.
        case insertion(key: String, value: String)
        /// A key with its value goes.
        case removal(key: String)
    }

    /// Relative to the tree, with `/`.
    public let file: String
    public let range: Range<Int>
    public let old: String
    public let new: String
    public let proof: Proof
    public let change: Change

    public init(
        file: String, range: Range<Int>, old: String, new: String, proof: Proof = .yaml, change: Change = .value
    ) {
        self.file = file
        self.range = range
        self.old = old
        self.new = new
        self.proof = proof
        self.change = change
    }

    /// An edit that makes a scalar read as `value`, or nil when the scalar's style cannot carry it.
    public init?(file: String, scalar: YAMLNode, value: String) {
        // Where nothing stands, after `key:`, a value would stick to what is before it; what a tag makes of a text is not known.
        guard scalar.isVerbatim, scalar.resolved.record.tag != .other, !(scalar.span.isEmpty && scalar.style == .plain),
            let spelled = Quoting.spell(value, inside: scalar.style), let old = scalar.text
        else {
            return nil
        }
        let proof: Proof = scalar.stream.isTemplate ? .template : .yaml
        self.init(file: file, range: scalar.span, old: old, new: spelled, proof: proof)
    }

    /// An edit that puts `value` in the place of a stretch of text, or nil when it might read as something else there.
    public init?(file: String, span: TextSpan, value: String) {
        guard let spelled = span.spell(value) else { return nil }
        self.init(file: file, range: span.range, old: span.text, new: spelled, proof: span.proof)
    }
}

/// Why an edit is not made; nothing was written.
public struct EditRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    public let file: String
    public let reason: String

    public init(file: String, reason: String) {
        self.file = file
        self.reason = reason
    }

    public var description: String { "\(file): \(reason)" }
}
