/// A shell pattern as Go's `filepath.Match` reads it: `*` and `?` stay within a segment, `[a-z]` and `[^a-z]` are classes,
/// `\` makes the next character plain. The whole text must match.
struct GoPattern {
    fileprivate enum Part {
        case text(Unicode.Scalar)
        case any
        case star
        case oneOf([ClosedRange<Unicode.Scalar>], isNegated: Bool)
    }

    private var parts: [Part] = []

    /// Nil for a pattern that Go calls bad: an open class, an empty one, a trailing `\`.
    init?(_ pattern: String) {
        var rest = Array(pattern.unicodeScalars)[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "*": parts.append(.star)
            case "?": parts.append(.any)
            case "\\":
                guard let next = rest.popFirst() else { return nil }
                parts.append(.text(next))
            case "[":
                guard let part = Self.charClass(&rest) else { return nil }
                parts.append(part)
            default: parts.append(.text(scalar))
            }
        }
    }

    private static func charClass(_ rest: inout ArraySlice<Unicode.Scalar>) -> Part? {
        let isNegated = rest.first == "^"
        if isNegated { rest = rest.dropFirst() }
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        func scalar() -> Unicode.Scalar? {
            guard let first = rest.popFirst(), first != "-", first != "]" else { return nil }
            return first == "\\" ? rest.popFirst() : first
        }
        while rest.first != "]" || ranges.isEmpty {
            guard let low = scalar() else { return nil }
            var high = low
            if rest.first == "-" {
                rest = rest.dropFirst()
                guard let end = scalar() else { return nil }
                high = end
            }
            // A range that runs backwards matches nothing, and is no error.
            ranges.append(low <= high ? low...high : "\u{10FFFF}"..."\u{10FFFF}")
        }
        rest = rest.dropFirst()
        return .oneOf(ranges, isNegated: isNegated)
    }

    func matches(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        var (part, place) = (0, 0)
        // Where the last star stands and how far it reaches: a longer reach of it is all that need be tried.
        var star: (part: Int, place: Int)?
        while place < scalars.count || part < parts.count {
            if part < parts.count, case .star = parts[part] {
                star = (part, place)
                part += 1
                continue
            }
            if part < parts.count, place < scalars.count, parts[part].matches(scalars[place]) {
                part += 1
                place += 1
                continue
            }
            guard let last = star, last.place < scalars.count, scalars[last.place] != "/" else { return false }
            star = (last.part, last.place + 1)
            part = last.part + 1
            place = last.place + 1
        }
        return true
    }
}

extension GoPattern.Part {
    fileprivate func matches(_ scalar: Unicode.Scalar) -> Bool {
        switch self {
        case .text(let own): own == scalar
        case .any: scalar != "/"
        case .star: false
        case .oneOf(let ranges, let isNegated): ranges.contains { $0.contains(scalar) } != isNegated
        }
    }
}
