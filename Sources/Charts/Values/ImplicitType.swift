/// What a plain scalar means to Helm: the implicit types of YAML 1.1 as go-yaml (version 2) reads them. Dates stay texts.
enum ImplicitType {
    static func value(ofPlain text: String) -> ChartValue {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE", "y", "Y", "yes", "Yes", "YES", "on", "On", "ON": return .bool(true)
        case "false", "False", "FALSE", "n", "N", "no", "No", "NO", "off", "Off", "OFF": return .bool(false)
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .number(.infinity)
        case "-.inf", "-.Inf", "-.INF": return .number(-.infinity)
        case ".nan", ".NaN", ".NAN": return .number(.nan)
        default: break
        }
        guard let first = text.utf8.first else { return .string(text) }
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"):
            return number(text.utf8.filter { $0 != UInt8(ascii: "_") }).map { $0 } ?? .string(text)
        case UInt8(ascii: "."):
            return isFloat(Array(text.utf8)) ? Double(text).map(ChartValue.number) ?? .string(text) : .string(text)
        default:
            return .string(text)
        }
    }

    /// A number without its gaps; nil for anything else.
    private static func number(_ bytes: [UInt8]) -> ChartValue? {
        let isNegative = bytes.first == UInt8(ascii: "-")
        let digits = isNegative || bytes.first == UInt8(ascii: "+") ? bytes.dropFirst() : bytes[...]
        if let magnitude = magnitude(digits) {
            if isNegative, magnitude <= UInt64(Int.max) { return .integer(-Int(magnitude)) }
            if !isNegative {
                return magnitude <= UInt64(Int.max) ? .integer(Int(magnitude)) : .number(Double(magnitude))
            }
        }
        guard isFloat(bytes), let value = Double(String(decoding: bytes, as: UTF8.self)) else { return nil }
        return .number(value)
    }

    /// An integer in one of Go's notations: decimal, `0x`, `0o` or a leading zero (octal), `0b`.
    private static func magnitude(_ digits: ArraySlice<UInt8>) -> UInt64? {
        guard let first = digits.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return nil }
        let text = String(decoding: digits, as: UTF8.self)
        guard first == UInt8(ascii: "0"), digits.count > 1 else { return UInt64(text) }
        switch digits[digits.startIndex + 1] | 0x20 {
        case UInt8(ascii: "x"): return UInt64(unsigned: text.dropFirst(2), radix: 16)
        case UInt8(ascii: "o"): return UInt64(unsigned: text.dropFirst(2), radix: 8)
        case UInt8(ascii: "b"): return UInt64(unsigned: text.dropFirst(2), radix: 2)
        default: return UInt64(unsigned: text.dropFirst(1), radix: 8)
        }
    }

    /// `[-+]? (. digits | digits [. digits?]) ([eE] [-+]? digits)?`
    private static func isFloat(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
        func dropSign() {
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        }
        func dropDigits() -> Bool {
            let before = rest.count
            rest = rest.drop(while: isDigit)
            return rest.count < before
        }
        dropSign()
        let hasWhole = dropDigits()
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard dropDigits() || hasWhole else { return false }
        } else if !hasWhole {
            return false
        }
        guard let mark = rest.first else { return true }
        guard mark | 0x20 == UInt8(ascii: "e") else { return false }
        rest = rest.dropFirst()
        dropSign()
        return dropDigits() && rest.isEmpty
    }
}

extension UInt64 {
    /// Digits without a sign, which `init(_:radix:)` would take.
    fileprivate init?(unsigned digits: Substring, radix: Int) {
        guard digits.first != "+", digits.first != "-" else { return nil }
        self.init(digits, radix: radix)
    }
}
