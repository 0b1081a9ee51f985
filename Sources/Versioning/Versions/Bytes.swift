extension UInt8 {
    var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
    var isLower: Bool { self &- UInt8(ascii: "a") < 26 }
    var isUpper: Bool { self &- UInt8(ascii: "A") < 26 }
    var isLetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }

    /// A lower-case hexadecimal digit, as Git and registries print hashes.
    var isHex: Bool { isDigit || self &- UInt8(ascii: "a") < 6 }

    /// A byte of a semver identifier: letter, digit or hyphen.
    var isIdentifier: Bool { isDigit || isLetter || self == UInt8(ascii: "-") }

    /// What Go's `\s` matches: tab, LF, FF, CR, space, and nothing else.
    var isGoBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0C || self == 0x0D }

    var lowered: UInt8 { isUpper ? self | 0x20 : self }
}

extension Span<UInt8> {
    /// Reads decimal digits from `cursor` on and moves it behind them; `nil` when the number needs more than 64 bits.
    ///
    /// No digit at all is zero, with `cursor` unmoved.
    func digits(_ cursor: inout Int) -> UInt64? {
        var value: UInt64 = 0
        let start = cursor
        while cursor < count, self[cursor].isDigit {
            let digit = UInt64(self[cursor] &- UInt8(ascii: "0"))
            // Nineteen digits always fit; only longer runs pay for the checks.
            if cursor - start < 19 {
                value = value &* 10 &+ digit
            } else {
                let (product, overflow) = value.multipliedReportingOverflow(by: 10)
                let (sum, carry) = product.addingReportingOverflow(digit)
                if overflow || carry { return nil }
                value = sum
            }
            cursor += 1
        }
        return value
    }

    func equals(_ range: Range<Int>, _ word: StaticString) -> Bool {
        guard range.count == word.utf8CodeUnitCount else { return false }
        var i = 0
        while i < range.count {
            if self[range.lowerBound + i].lowered != word.utf8Start[i] { return false }
            i += 1
        }
        return true
    }
}

extension String {
    /// The slice between two byte offsets, which must lie on scalar borders.
    func slice(_ range: Range<Int>) -> Substring {
        let start = utf8.index(utf8.startIndex, offsetBy: range.lowerBound)
        return self[start..<utf8.index(start, offsetBy: range.count)]
    }
}
