import ArgumentParser

/// Lengths of time on the command line: `500ms`, `30s`, `2m`, `1h`, `7d`; a bare number is seconds.
enum DurationText {
    /// The value of a flag, or of its environment form; nil when neither is given.
    ///
    /// - Parameter allowsZero: `0s` is a length too.
    static func parse(_ option: String?, flag: String, allowsZero: Bool = false) throws -> Duration? {
        guard let text = option ?? Environment.flag(flag) else { return nil }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int64(digits), number > 0 || allowsZero, number < 1_000_000,
            let unit = units[String(text.dropFirst(digits.count))]
        else { throw ValidationError("--\(flag) \(text): expected a duration such as 30s, 5m, 2h or 7d") }
        return unit * number
    }

    private static let units: [String: Duration] = [
        "ms": .milliseconds(1), "s": .seconds(1), "": .seconds(1), "m": .seconds(60), "h": .seconds(3_600),
        "d": .seconds(86_400),
    ]
}
