/// How a plain scalar reads: the implicit types of YAML 1.1 and of the core schema of YAML 1.2 together.
///
/// A text that either version takes for something else than a string must be quoted to stay one.
public enum PlainScalar {
    /// True when no version of YAML reads the plain text as null, bool, number, date, sexagesimal or merge.
    public static func staysString(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return !(words.contains(text) || isInteger(bytes) || isFloat(bytes) || isSexagesimal(bytes) || isDate(bytes))
    }

    /// True when the text may stand unquoted: no indicator in front, no `: ` or ` #` inside, nothing outside printable
    /// ASCII, and none of the flow indicators, so that it is plain in flow collections too.
    public static func mayBePlain(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, let last = bytes.last else { return false }
        guard !"-?:,[]{}#&*!|>'\"%@`".utf8.contains(first), last != UInt8(ascii: ":"), last != UInt8(ascii: " ") else {
            return false
        }
        guard bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return false }
        return !bytes.contains { ",[]{}".utf8.contains($0) }
    }

    private static let words: Set<String> = [
        "", "~", "null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE",
        "y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF",
        ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF",
        "<<", "=",
    ]

    private static func unsigned(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        bytes.first == UInt8(ascii: "+") || bytes.first == UInt8(ascii: "-") ? bytes.dropFirst() : bytes[...]
    }

    private static func isInteger(_ bytes: [UInt8]) -> Bool {
        let digits = unsigned(bytes)
        guard let first = digits.first else { return false }
        if first == UInt8(ascii: "0"), digits.count > 2, let base = digits.dropFirst().first {
            let rest = digits.dropFirst(2)
            switch base {
            case UInt8(ascii: "x"), UInt8(ascii: "X"): return rest.allSatisfy { isHex($0) || $0 == UInt8(ascii: "_") }
            case UInt8(ascii: "o"), UInt8(ascii: "O"): return rest.allSatisfy { isDigitOrGap($0, below: 8) }
            case UInt8(ascii: "b"), UInt8(ascii: "B"): return rest.allSatisfy { isDigitOrGap($0, below: 2) }
            default: break
            }
        }
        return isDigit(first) && digits.allSatisfy { isDigitOrGap($0) }
    }

    /// `[-+]? digits [. digits] [e[-+]digits]` with `_` wherever a loader drops it; `.5` and `5.` too.
    private static func isFloat(_ bytes: [UInt8]) -> Bool {
        guard bytes.first != UInt8(ascii: "_") else { return false }
        var rest = unsigned(bytes)
        var digits = 0
        while let byte = rest.first, isDigitOrGap(byte) {
            if isDigit(byte) { digits += 1 }
            rest = rest.dropFirst()
        }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            while let byte = rest.first, isDigitOrGap(byte) {
                if isDigit(byte) { digits += 1 }
                rest = rest.dropFirst()
            }
        }
        guard digits > 0 else { return false }
        guard let mark = rest.first else { return true }
        guard mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") else { return false }
        rest = rest.dropFirst()
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        return rest.contains(where: isDigit) && rest.allSatisfy { isDigitOrGap($0) }
    }

    /// `190:20:30` and `20:30.15`: base 60 in YAML 1.1.
    private static func isSexagesimal(_ bytes: [UInt8]) -> Bool {
        let parts = unsigned(bytes).split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count >= 2, let first = parts.first, let last = parts.last else { return false }
        guard first.first.map(isDigit) == true, first.allSatisfy({ isDigitOrGap($0) }) else { return false }
        guard parts.dropFirst().dropLast().allSatisfy({ (1...2).contains($0.count) && $0.allSatisfy(isDigit) }) else {
            return false
        }
        let seconds = last.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        return seconds.first.map { (1...2).contains($0.count) && $0.allSatisfy(isDigit) } == true
            && seconds.dropFirst().allSatisfy { $0.allSatisfy { isDigitOrGap($0) } }
    }

    /// `2001-12-14`, and the same with a time behind `T`, `t` or a blank.
    private static func isDate(_ bytes: [UInt8]) -> Bool {
        let parts = bytes.split(separator: UInt8(ascii: "-"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, (1...2).contains(parts[1].count) else { return false }
        guard parts[0].allSatisfy(isDigit), parts[1].allSatisfy(isDigit) else { return false }
        let day = parts[2].prefix(while: isDigit)
        guard (1...2).contains(day.count) else { return false }
        guard let mark = parts[2].dropFirst(day.count).first else { return true }
        return mark == UInt8(ascii: "T") || mark == UInt8(ascii: "t") || mark == UInt8(ascii: " ")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    private static func isDigitOrGap(_ byte: UInt8, below base: UInt8 = 10) -> Bool {
        isDigit(byte) && byte < UInt8(ascii: "0") + base || byte == UInt8(ascii: "_")
    }
    private static func isHex(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }
}
