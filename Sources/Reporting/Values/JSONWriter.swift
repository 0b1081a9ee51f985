extension JSONValue {
    /// The value as indented JSON (RFC 8259), two blanks a level, with a line feed at the end.
    public var json: String {
        var writer = JSONWriter()
        writer.write(self, indent: 0)
        return writer.output + "\n"
    }
}

private struct JSONWriter {
    var output = ""

    mutating func write(_ value: JSONValue, indent: Int) {
        switch value {
        case .null: output += "null"
        case .bool(let bool): output += bool ? "true" : "false"
        case .number(let number): output += String(number)
        case .string(let text): write(text)
        case .array(let items):
            writeList(items, brackets: ("[", "]"), indent: indent) { writer, item in
                writer.write(item, indent: indent + 1)
            }
        case .object(let members):
            writeList(members, brackets: ("{", "}"), indent: indent) { writer, member in
                writer.write(member.name)
                writer.output += ": "
                writer.write(member.value, indent: indent + 1)
            }
        }
    }

    private mutating func writeList<Element>(
        _ elements: [Element], brackets: (String, String), indent: Int, each: (inout JSONWriter, Element) -> Void
    ) {
        output += brackets.0
        var separator = ""
        for element in elements {
            output += separator
            startLine(indent + 1)
            each(&self, element)
            separator = ","
        }
        if !elements.isEmpty { startLine(indent) }
        output += brackets.1
    }

    private mutating func startLine(_ indent: Int) {
        output += "\n"
        for _ in 0..<indent { output += "  " }
    }

    private mutating func write(_ text: String) {
        output += "\""
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) {
            output += text
        } else {
            for scalar in text.unicodeScalars { write(scalar) }
        }
        output += "\""
    }

    /// U+2028 and U+2029 are legal JSON, but end a line in JavaScript before ES2019 and in some readers of lines; the
    /// same reason goes for DEL and the C1 controls, which a terminal may obey.
    private mutating func write(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\"": output += "\\\""
        case "\\": output += "\\\\"
        case "\n": output += "\\n"
        case "\r": output += "\\r"
        case "\t": output += "\\t"
        case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
            output += "\\u" + Hex.digits(scalar.value, width: 4)
        default: output.unicodeScalars.append(scalar)
        }
    }
}
