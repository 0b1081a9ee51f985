/// Texts as go-yaml (version 2) writes them into a block mapping: what Helm's own files look like.
enum GoYAMLText {
    /// Plain where the text reads as itself; double quotes where it would read as something else than a text; single
    /// quotes where a character forbids it to be plain.
    static func spell(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        if scalars.contains(where: { !isPrintable($0) || $0 == "\n" }) { return doubleQuoted(scalars) }
        guard isText(text) else { return doubleQuoted(scalars) }
        return mayBePlain(scalars) ? text : "'" + text.replacing("'", with: "''") + "'"
    }

    /// False for what a reader takes for null, a boolean, a number, a date, or (of older ones) a number in base 60.
    private static func isText(_ text: String) -> Bool {
        guard case .string = ImplicitType.value(ofPlain: text), text != "<<" else { return false }
        let bytes = Array(text.utf8)
        return !isDate(bytes) && !isBase60(bytes)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// `2006-1-2`, and the same with a time of day behind `T`, `t` or a blank.
    private static func isDate(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        func number(_ lengths: ClosedRange<Int>, upTo limit: Int) -> Bool {
            let digits = rest.prefix(while: isDigit)
            guard lengths.contains(digits.count), let value = Int(String(decoding: digits, as: UTF8.self)),
                value <= limit
            else { return false }
            rest = rest.dropFirst(digits.count)
            return true
        }
        func skip(_ text: String) -> Bool {
            guard let byte = rest.first, text.utf8.contains(byte) else { return false }
            rest = rest.dropFirst()
            return true
        }
        guard number(4...4, upTo: 9_999), skip("-"), number(1...2, upTo: 12), skip("-"), number(1...2, upTo: 31) else {
            return false
        }
        if rest.isEmpty { return true }
        let hasZone = rest.first != UInt8(ascii: " ")
        guard skip("Tt "), number(1...2, upTo: 23), skip(":"), number(1...2, upTo: 59), skip(":"),
            number(1...2, upTo: 59)
        else { return false }
        if skip(".,") {
            guard let digit = rest.first, isDigit(digit) else { return false }
            rest = rest.drop(while: isDigit)
        }
        guard hasZone else { return rest.isEmpty }
        if skip("Z") { return rest.isEmpty }
        return skip("+-") && number(2...2, upTo: 24) && skip(":") && number(2...2, upTo: 60) && rest.isEmpty
    }

    /// `190:20:30`, with a fraction or without.
    private static func isBase60(_ bytes: [UInt8]) -> Bool {
        let unsigned = bytes.first.map { "+-".utf8.contains($0) } == true ? bytes.dropFirst() : bytes[...]
        var parts = unsigned.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count > 1, let first = parts.first?.first, isDigit(first), var last = parts.last else {
            return false
        }
        if let dot = last.firstIndex(of: UInt8(ascii: ".")) {
            guard last[dot...].dropFirst().allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "_") }) else { return false }
            last = last[..<dot]
        }
        parts[parts.count - 1] = last
        guard parts[0].allSatisfy({ isDigit($0) || $0 == UInt8(ascii: "_") }) else { return false }
        return parts.dropFirst().allSatisfy { part in
            (1...2).contains(part.count) && part.allSatisfy(isDigit)
                && (part.count == 1 || part[part.startIndex] < UInt8(ascii: "6"))
        }
    }

    /// The rules of libyaml's emitter for a text on one line.
    private static func mayBePlain(_ scalars: [Unicode.Scalar]) -> Bool {
        guard let first = scalars.first, first != " ", scalars.last != " " else { return false }
        if scalars.count >= 3,
            scalars.prefix(3).allSatisfy({ $0 == "-" }) || scalars.prefix(3).allSatisfy({ $0 == "." })
        {
            return false
        }
        for (index, scalar) in scalars.enumerated() {
            let isBeforeBlank = index + 1 == scalars.count || isBlank(scalars[index + 1])
            switch scalar {
            case "#", ",", "[", "]", "{", "}", "&", "*", "!", "|", ">", "'", "\"", "%", "@", "`":
                if index == 0 { return false }
                if scalar == "#", isBlank(scalars[index - 1]) { return false }
            case "?", "-": if index == 0, isBeforeBlank { return false }
            case ":": if isBeforeBlank { return false }
            default: break
            }
        }
        return true
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

    /// What the emitter writes as it is: nothing beyond the basic plane, no control characters.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A, 0x20...0x7E, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD: true
        default: false
        }
    }

    private static func doubleQuoted(_ scalars: [Unicode.Scalar]) -> String {
        var out = "\""
        for scalar in scalars {
            if isPrintable(scalar), scalar != "\"", scalar != "\\", scalar != "\n" {
                out.unicodeScalars.append(scalar)
            } else if let short = escapes[scalar] {
                out += "\\\(short)"
            } else {
                let width = scalar.value <= 0xFF ? 2 : scalar.value <= 0xFFFF ? 4 : 8
                let hex = String(scalar.value, radix: 16, uppercase: true)
                let mark = width == 2 ? "x" : width == 4 ? "u" : "U"
                out += "\\\(mark)" + String(repeating: "0", count: width - hex.count) + hex
            }
        }
        return out + "\""
    }

    private static let escapes: [Unicode.Scalar: String] = [
        "\0": "0", "\u{7}": "a", "\u{8}": "b", "\t": "t", "\n": "n", "\u{B}": "v", "\u{C}": "f", "\r": "r",
        "\u{1B}": "e", "\"": "\"", "\\": "\\", "\u{FEFF}": "uFEFF", "\u{85}": "N", "\u{2028}": "L", "\u{2029}": "P",
    ]
}
