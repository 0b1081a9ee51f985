extension Constraint {
    /// The constraint in its own form, moved up so far that it allows a version above it; nil where its form has no
    /// place for that version.
    ///
    /// What a form is: `^1.2.0` becomes `^2.0.0` and `~1.2.3` becomes `~2.1.0` (the start of the line that the new version is
    /// of); `1.2.x`, `1.x.x`, `1` keep their wildcards and their number of parts; of bounds only the upper one moves, to
    /// the end of the new version's line where it stood at the end of one (`<2.0.0` to `<3.0.0`), to the version itself
    /// otherwise (`<=1.9.9`, `1.0 - 1.9`); of alternatives all stay, and one more in the form of the last is added.
    public func raised(toAllow version: Version) -> String? {
        let bytes = Array(text.utf8)
        if allows(version) { return text }
        let start = Self.lastAlternative(in: bytes)
        guard let terms = RangeTerm.all(in: bytes.span, from: start) else { return nil }
        var raised: [UInt8] = []
        var copied = start
        for term in terms {
            guard let spelled = term.raised(toAllow: version, in: bytes.span) else { continue }
            raised += bytes[copied..<term.range.lowerBound]
            raised += spelled.utf8
            copied = term.range.upperBound
        }
        raised += bytes[copied...]
        var result = start > 0 ? bytes : []
        if start > 0 {
            let isSpaced = raised.first == UInt8(ascii: " ")
            result += (isSpaced ? " ||" : "||").utf8
        }
        let text = String(decoding: result + raised, as: UTF8.self)
        guard let constraint = try? Constraint(text), constraint.allows(version) else { return nil }
        return text
    }

    /// Where the last piece between `||` starts.
    private static func lastAlternative(in bytes: [UInt8]) -> Int {
        let bar = UInt8(ascii: "|")
        let starts = bytes.indices.dropFirst(2).filter { bytes[$0 - 1] == bar && bytes[$0 - 2] == bar }
        return starts.last ?? 0
    }
}

/// An operator and a version-like in the text of a constraint.
private struct RangeTerm {
    let sign: String
    let pattern: VersionPattern
    /// The version-like: bytes of the whole text.
    var range: Range<Int> { pattern.range }

    /// The terms of an alternative, in order; nil where it is none.
    static func all(in bytes: Span<UInt8>, from start: Int) -> [RangeTerm]? {
        var terms: [RangeTerm] = []
        var cursor = start
        while true {
            while cursor < bytes.count, bytes[cursor].isGoBlank || bytes[cursor] == UInt8(ascii: ",") { cursor += 1 }
            guard cursor < bytes.count else { return terms }
            // `A - B`: the second one is an upper bound.
            let isUpper = bytes[cursor] == UInt8(ascii: "-")
            if isUpper { cursor += 1 }
            var sign = ""
            while cursor < bytes.count, "!=<>~^".utf8.contains(bytes[cursor]) {
                sign.unicodeScalars.append(Unicode.Scalar(bytes[cursor]))
                cursor += 1
            }
            guard let pattern = VersionPattern(bytes, at: bytes.skipBlanks(from: cursor)) else { return nil }
            cursor = pattern.range.upperBound
            let next = bytes.skipBlanks(from: cursor)
            let isLower = next > cursor && next < bytes.count && bytes[next] == UInt8(ascii: "-")
            terms.append(RangeTerm(sign: isUpper ? "<=" : isLower ? ">=" : sign, pattern: pattern))
        }
    }

    /// The version-like for a version above; nil where the term need not move.
    func raised(toAllow version: Version, in bytes: Span<UInt8>) -> String? {
        switch sign {
        case "^": spell(version, startOf: version.major > 0 ? 0 : version.minor > 0 ? 1 : 2, bytes)
        case "~", "~>": spell(version, startOf: isNumber(pattern.parts.1, bytes) ? 1 : 0, bytes)
        case "", "=", "<=", "=<": spell(version, startOf: 2, bytes)
        case "<": spellEnd(version, bytes)
        default: nil
        }
    }

    private func isNumber(_ part: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
        !part.isEmpty && part.allSatisfy { bytes[$0].isDigit }
    }

    /// The numbers of a version in the parts that are written, zero behind one of them.
    private func spell(_ version: Version, startOf last: Int, _ bytes: Span<UInt8>) -> String {
        let numbers = [version.major, version.minor, version.patch]
        let isExact = version.isPrerelease && isNumber(pattern.parts.2, bytes)
        return spell((0..<3).map { isExact || $0 <= last ? numbers[$0] : 0 }, bytes)
            + (isExact ? "-\(version.prerelease)" : opening)
    }

    /// The first version behind the line that a version is of; which line is told by the zeros at the old end.
    private func spellEnd(_ version: Version, _ bytes: Span<UInt8>) -> String {
        let parts = [pattern.parts.0, pattern.parts.1, pattern.parts.2]
        func isZero(_ part: Range<Int>) -> Bool { part.allSatisfy { bytes[$0] == UInt8(ascii: "0") } }
        let ends: [UInt64] =
            if isZero(parts[2]), isZero(parts[1]) || !isNumber(parts[1], bytes) {
                [version.major + 1, 0, 0]
            } else if isZero(parts[2]) || !isNumber(parts[2], bytes) {
                [version.major, version.minor + 1, 0]
            } else {
                [version.major, version.minor, version.patch + 1]
            }
        return spell(ends, bytes) + opening
    }

    private func spell(_ numbers: [UInt64], _ bytes: Span<UInt8>) -> String {
        var words: [String] = []
        for (index, part) in [pattern.parts.0, pattern.parts.1, pattern.parts.2].enumerated() where !part.isEmpty {
            words.append(isNumber(part, bytes) ? String(numbers[index]) : bytes.string(part))
        }
        return (bytes[range.lowerBound] == UInt8(ascii: "v") ? "v" : "") + words.joined(separator: ".")
    }

    /// A range that was open to pre-releases stays so: `-0` is below all of them.
    private var opening: String { pattern.prerelease.isEmpty ? "" : "-0" }
}
