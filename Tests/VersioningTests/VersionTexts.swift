import TestSupport

/// Version texts of all kinds, edges of the key included.
struct VersionTexts {
    var random: SplitMix

    private static let numbers = [
        "0", "1", "2", "9", "10", "42", "524286", "524287", "524288", "1048574", "1048575", "1048576", "16777214",
        "16777215", "16777216", "20241105", "18446744073709551615",
    ]
    private static let identifiers = [
        "0", "1", "2", "10", "alpha", "beta", "rc", "rc1", "rc10", "A", "-", "0a", "18446744073709551615",
        "18446744073709551616", "99999999999999999999",
    ]

    mutating func next() -> String {
        var text = random.pick(["", "", "v"])
        text += (0..<random.pick([1, 2, 3, 3, 3, 3])).map { _ in number() }.joined(separator: ".")
        if random.pick([true, false, false]) { text += "-" + identifierList() }
        if random.pick([true, false, false, false]) { text += "+" + identifierList() }
        return text
    }

    private mutating func number() -> String {
        random.pick([true, true, false]) ? String(UInt64.random(in: 0...3, using: &random)) : random.pick(Self.numbers)
    }

    private mutating func identifierList() -> String {
        (0..<random.pick([1, 2, 3])).map { _ in random.pick(Self.identifiers) }.joined(separator: ".")
    }
}
