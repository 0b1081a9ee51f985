/// Applies edits to a text and proves that they change what they should and nothing else.
///
/// The proof (rule 3 of the design): every range holds the expected old bytes; no two edits overlap; and for YAML the
/// new text, parsed again, has the same documents, nodes, keys, anchors' targets and styles as the old one, where only
/// the edited scalars read differently, each as a string. A literal block scalar differs in the edited lines alone; where
/// its text is YAML, the same holds of that text in turn. A key that is inserted or removed is the only one that appears or goes. Inside of a folded one nothing is edited.
public enum EditProof {
    /// The new bytes of a YAML file.
    ///
    /// Where a later document is broken, the proof is of the documents before it, and nothing else is edited.
    public static func apply(_ edits: [Edit], toYAML bytes: [UInt8], file: String) throws(EditRefusal) -> [UInt8] {
        try prove(edits, on: bytes, file: file) { bytes throws(YAMLError) in try YAMLStream(validPartOf: bytes) }
    }

    /// The new bytes of a Go template around YAML: what is proven of YAML holds of it with the templates covered up.
    public static func apply(_ edits: [Edit], toTemplate bytes: [UInt8], file: String) throws(EditRefusal) -> [UInt8] {
        try prove(edits, on: bytes, file: file, read: YAMLStream.init(template:))
    }

    private static func prove(
        _ edits: [Edit], on bytes: [UInt8], file: String, read: ([UInt8]) throws(YAMLError) -> YAMLStream
    ) throws(EditRefusal) -> [UInt8] {
        func parse(_ bytes: [UInt8], _ what: String) throws(EditRefusal) -> YAMLStream {
            do throws(YAMLError) {
                return try read(bytes)
            } catch {
                throw EditRefusal(file: file, reason: "\(what) does not parse: \(error)")
            }
        }
        let edits = edits.sorted { $0.range.lowerBound < $1.range.lowerBound }
        let changed = try splice(edits, into: bytes, file: file)
        let before = try parse(bytes, "the file")
        let after = try parse(changed, "the edited file")
        try compareDamage(before, after, edits: edits, file: file)
        try compareSiblings(before, after, edits: edits, file: file)
        return changed
    }

    /// The new bytes of a file, each edit proven as it says (`Edit.Proof`).
    public static func apply(_ edits: [Edit], to bytes: [UInt8], file: String) throws(EditRefusal) -> [UInt8] {
        let yaml = edits.filter { $0.proof == .yaml }
        guard yaml.count < edits.count else { return try apply(edits, toYAML: bytes, file: file) }
        if !yaml.isEmpty { _ = try apply(yaml, toYAML: bytes, file: file) }
        let template = edits.filter { $0.proof == .template }
        if !template.isEmpty { _ = try apply(template, toTemplate: bytes, file: file) }
        return try splice(edits, into: bytes, file: file)
    }

    /// The new bytes of a file that is not YAML: only the ranges and the old bytes are checked.
    public static func splice(_ edits: [Edit], into bytes: [UInt8], file: String) throws(EditRefusal) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + edits.reduce(0) { $0 + $1.new.utf8.count })
        var copied = 0
        var last = -1
        for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            // Two insertions at one place do not overlap, but nothing says which comes first.
            guard edit.range.lowerBound >= copied, edit.range.lowerBound > last else {
                throw EditRefusal(file: file, reason: "two edits overlap at byte \(edit.range.lowerBound)")
            }
            guard edit.range.upperBound <= bytes.count else {
                throw EditRefusal(
                    file: file, reason: "an edit reaches behind the end, to byte \(edit.range.upperBound)")
            }
            last = edit.range.lowerBound
            guard bytes[edit.range].elementsEqual(edit.old.utf8) else {
                let found = String(decoding: bytes[edit.range], as: UTF8.self)
                throw EditRefusal(
                    file: file, reason: "byte \(edit.range.lowerBound) holds '\(found)', expected '\(edit.old)'"
                )
            }
            result += bytes[copied..<edit.range.lowerBound]
            result += edit.new.utf8
            copied = edit.range.upperBound
        }
        result += bytes[copied...]
        return result
    }
}
