/// Numbers as Go prints them: the shortest digits that read back as the same number, with Go's choice of exponents.
enum GoNumber {
    /// As `strconv.FormatFloat(x, 'g', -1, 64)`: with an exponent below 10⁻⁴ and from 10⁶ on.
    static func general(_ value: Double) -> String {
        guard let parts = Parts(value) else { return value.isNaN ? "NaN" : value < 0 ? "-Inf" : "+Inf" }
        return parts.exponent < -4 || parts.exponent >= 6
            ? parts.scientific(exponentDigits: 2) : parts.plain
    }

    /// As `encoding/json` writes a float64; nil for what JSON has no number for.
    static func json(_ value: Double) -> String? {
        guard let parts = Parts(value) else { return nil }
        return value != 0 && (value.magnitude < 1e-6 || value.magnitude >= 1e21)
            ? parts.scientific(exponentDigits: 1) : parts.plain
    }

    /// The shortest digits of a number, and the power of ten of the first one.
    private struct Parts {
        let isNegative: Bool
        let digits: [UInt8]
        let exponent: Int

        /// Nil for infinities and what is no number. Swift's description has the shortest digits too.
        init?(_ value: Double) {
            guard value.isFinite else { return nil }
            isNegative = value.sign == .minus
            let text = value.magnitude.description.utf8
            let mantissa = text.prefix { $0 != UInt8(ascii: "e") }
            let power = Int(String(decoding: text.dropFirst(mantissa.count + 1), as: UTF8.self)) ?? 0
            let whole = mantissa.prefix { $0 != UInt8(ascii: ".") }
            let all = mantissa.filter { $0 != UInt8(ascii: ".") }
            let leading = all.prefix { $0 == UInt8(ascii: "0") }.count
            let significant = all.dropFirst(leading)
            let trailing = significant.reversed().prefix { $0 == UInt8(ascii: "0") }.count
            digits = significant.isEmpty ? [UInt8(ascii: "0")] : Array(significant.dropLast(trailing))
            exponent = significant.isEmpty ? 0 : power + whole.count - 1 - leading
        }

        private var sign: String { isNegative ? "-" : "" }

        private func text(_ digits: some Sequence<UInt8>) -> String { String(decoding: Array(digits), as: UTF8.self) }

        var plain: String {
            if exponent < 0 {
                return "\(sign)0.\(String(repeating: "0", count: -exponent - 1))\(text(digits))"
            }
            let whole = digits.prefix(exponent + 1)
            let zeros = String(repeating: "0", count: exponent + 1 - whole.count)
            let rest = digits.dropFirst(whole.count)
            return "\(sign)\(text(whole))\(zeros)\(rest.isEmpty ? "" : ".\(text(rest))")"
        }

        func scientific(exponentDigits: Int) -> String {
            let rest = digits.dropFirst()
            let power = String(exponent.magnitude)
            let padding = String(repeating: "0", count: max(0, exponentDigits - power.count))
            return "\(sign)\(text(digits.prefix(1)))\(rest.isEmpty ? "" : ".\(text(rest))")"
                + "e\(exponent < 0 ? "-" : "+")\(padding)\(power)"
        }
    }
}
