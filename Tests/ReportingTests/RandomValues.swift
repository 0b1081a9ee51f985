import Reporting

/// Values with hostile texts, the same for the same seed.
struct RandomValues {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1
    }

    /// xorshift64*: enough to mix cases, and reproducible.
    private mutating func next(below bound: Int) -> Int {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % bound
    }

    mutating func value(depth: Int) -> JSONValue {
        switch next(below: depth == 0 ? 4 : 8) {
        case 0: return .null
        case 1: return .bool(next(below: 2) == 0)
        case 2: return .number(next(below: 2_000_000) - 1_000_000)
        case 3: return .string(text())
        case 4, 5: return .array((0..<next(below: 4)).map { _ in value(depth: depth - 1) })
        default:
            let names = Set((0..<next(below: 5)).map { _ in text() }).sorted()
            return .object(names.map { JSONValue.Member($0, value(depth: depth - 1)) })
        }
    }

    private mutating func text() -> String {
        (0..<next(below: 4)).map { _ in Self.pieces[next(below: Self.pieces.count)] }.joined()
    }

    private static let pieces = [
        "a", "1", "1.20", "-", "- ", ": ", " #", "#", "'", "\"", "\\", "\n", "\t", "\r\n", "\u{0}", "\u{1B}", "\u{85}",
        "\u{A0}", "\u{2028}", "\u{FEFF}", "\u{FFFF}", "漢", "😀", "null", "~", "yes", "0x1F", "1e3", "12:30:45",
        "2001-12-14", "...", "---", "{", "]", ",", "&a", "*a", "!t", "|", ">", "%", "@", "`", "?", "? ", "<<", "=", " ",
    ]
}
