enum Hex {
    /// The number in lower-case hexadecimal, filled with zeros up to the width.
    static func digits(_ number: UInt32, width: Int) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
