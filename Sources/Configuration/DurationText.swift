/// Lengths of time as people write them: `500ms`, `30s`, `2m`, `1h`, `7d`; a bare number is seconds.
public enum DurationText {
    /// Nil for anything else, for a million units and more, and for zero where that is no length.
    public static func duration(_ text: String, allowsZero: Bool = false) -> Duration? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int64(digits), number > 0 || allowsZero, number < 1_000_000,
            let unit = units[String(text.dropFirst(digits.count))]
        else { return nil }
        return unit * number
    }

    private static let units: [String: Duration] = [
        "ms": .milliseconds(1), "s": .seconds(1), "": .seconds(1), "m": .seconds(60), "h": .seconds(3_600),
        "d": .seconds(86_400),
    ]
}
