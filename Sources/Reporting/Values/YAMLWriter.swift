import SourceYAML

extension JSONValue {
    /// The value as YAML in block style. A string that any version of YAML could take for something else, or that holds
    /// more than plain ASCII words, stands in double quotes.
    public var yaml: String {
        var writer = YAMLWriter()
        writer.write(self, indent: 0, opening: .document)
        return writer.output
    }
}

private struct YAMLWriter {
    var output = ""

    /// What stands on the line already, in front of the value.
    enum Opening {
        case document, key, dash
    }

    mutating func write(_ value: JSONValue, indent: Int, opening: Opening) {
        switch value {
        case .array(let items) where !items.isEmpty: writeSequence(items, indent: indent, opening: opening)
        case .object(let members) where !members.isEmpty: writeMapping(members, indent: indent, opening: opening)
        case .array: writeLeaf("[]", opening)
        case .object: writeLeaf("{}", opening)
        case .null: writeLeaf("null", opening)
        case .bool(let bool): writeLeaf(bool ? "true" : "false", opening)
        case .number(let number): writeLeaf(String(number), opening)
        case .string(let text): writeLeaf(Self.spell(text), opening)
        }
    }

    private mutating func writeLeaf(_ text: String, _ opening: Opening) {
        output += opening == .document ? text : " " + text
        output += "\n"
    }

    /// The dashes of a list stand under its key, as `kubectl` and `flux` write it.
    private mutating func writeSequence(_ items: [JSONValue], indent: Int, opening: Opening) {
        startBlock(opening)
        for (index, item) in items.enumerated() {
            if index > 0 || opening != .dash { startLine(indent) }
            output += "-"
            write(item, indent: indent + 1, opening: .dash)
        }
    }

    private mutating func writeMapping(_ members: [JSONValue.Member], indent: Int, opening: Opening) {
        startBlock(opening)
        for (index, member) in members.enumerated() {
            if index > 0 || opening != .dash { startLine(indent) }
            output += Self.spell(member.name) + ":"
            write(member.value, indent: indent + member.value.depthBelowKey, opening: .key)
        }
    }

    private mutating func startBlock(_ opening: Opening) {
        switch opening {
        case .document: break
        case .key: output += "\n"
        case .dash: output += " "
        }
    }

    private mutating func startLine(_ indent: Int) {
        for _ in 0..<indent { output += "  " }
    }

    private static func spell(_ text: String) -> String {
        // `...` alone on a line would end the document.
        let isPlain = PlainScalar.mayBePlain(text) && PlainScalar.staysString(text) && !text.hasPrefix("...")
        return isPlain ? text : "\"" + text.unicodeScalars.reduce(into: "") { $0 += escaped($1) } + "\""
    }

    /// The characters that YAML 1.2 section 5.1 calls printable, without the line ends among them, stand as they are.
    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": "\\\""
        case "\\": "\\\\"
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": "\\x" + Hex.digits(scalar.value, width: 2)
        case "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFE}", "\u{FFFF}": "\\u" + Hex.digits(scalar.value, width: 4)
        default: String(scalar)
        }
    }
}

extension JSONValue {
    /// A list under a key needs no deeper indentation, for its dashes stand out.
    fileprivate var depthBelowKey: Int {
        if case .array = self { 0 } else { 1 }
    }
}
