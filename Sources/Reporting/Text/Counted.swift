/// Numbers and the words behind them.
enum Counted {
    /// The number with a comma between thousands: `1,234`.
    static func number(_ number: Int) -> String {
        let digits = String(number.magnitude)
        let grouped = digits.enumerated().reduce(into: "") { text, digit in
            if digit.offset > 0, (digits.count - digit.offset) % 3 == 0 { text += "," }
            text.append(digit.element)
        }
        return number < 0 ? "-" + grouped : grouped
    }

    /// `1 version`, `1,234 versions`.
    static func text(_ count: Int, _ one: String, _ many: String) -> String {
        "\(number(count)) \(count == 1 ? one : many)"
    }
}
