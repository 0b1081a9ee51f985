/// Patterns for names of files as Go's `path/filepath` reads them: `*`, `?`, `[a-z]`, `[^a]` and `\` before a character.
///
/// Helm puts a dependency's name into such a pattern as it is, so its special characters count.
struct GoFilePattern {
    /// The pattern is malformed.
    struct BadPattern: Error {}

    private enum Part {
        case any, one
        case scalar(Unicode.Scalar)
        case set([ClosedRange<Unicode.Scalar>], negated: Bool)
    }

    private let parts: [Part]

    init(_ text: String) throws(BadPattern) {
        var parts: [Part] = []
        var rest = Array(text.unicodeScalars)[...]
        while let first = rest.popFirst() {
            switch first {
            case "*": parts.append(.any)
            case "?": parts.append(.one)
            case "\\":
                guard let next = rest.popFirst() else { throw BadPattern() }
                parts.append(.scalar(next))
            case "[": parts.append(try Self.set(&rest))
            default: parts.append(.scalar(first))
            }
        }
        self.parts = parts
    }

    private static func set(_ rest: inout ArraySlice<Unicode.Scalar>) throws(BadPattern) -> Part {
        let isNegated = rest.first == "^"
        if isNegated { rest.removeFirst() }
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        while true {
            if rest.first == "]", !ranges.isEmpty {
                rest.removeFirst()
                return .set(ranges, negated: isNegated)
            }
            let low = try character(&rest)
            var high = low
            if rest.first == "-" {
                rest.removeFirst()
                high = try character(&rest)
            }
            // A range whose ends are the wrong way round holds nothing, and is no error.
            ranges.append(low <= high ? low...high : "\u{10FFFF}"..."\u{10FFFF}")
        }
    }

    private static func character(_ rest: inout ArraySlice<Unicode.Scalar>) throws(BadPattern) -> Unicode.Scalar {
        guard var scalar = rest.popFirst(), scalar != "-", scalar != "]" else { throw BadPattern() }
        if scalar == "\\" {
            guard let next = rest.popFirst() else { throw BadPattern() }
            scalar = next
        }
        guard !rest.isEmpty else { throw BadPattern() }
        return scalar
    }

    /// Whether a whole name matches; neither `*` nor `?` stands for a slash.
    func matches(_ name: String) -> Bool {
        let scalars = Array(name.unicodeScalars)
        // The places in the pattern that the name read so far may have led to.
        var places: Set<Int> = closure([0])
        for scalar in scalars {
            var next: Set<Int> = []
            for place in places where place < parts.count {
                switch parts[place] {
                case .any: if scalar != "/" { next.insert(place) }
                case .one: if scalar != "/" { next.insert(place + 1) }
                case .scalar(let expected): if scalar == expected { next.insert(place + 1) }
                case .set(let ranges, let negated):
                    if ranges.contains(where: { $0.contains(scalar) }) != negated { next.insert(place + 1) }
                }
            }
            places = closure(next)
        }
        return places.contains(parts.count)
    }

    private func closure(_ places: Set<Int>) -> Set<Int> {
        var result = places
        for place in places {
            var next = place
            while next < parts.count, case .any = parts[next] {
                next += 1
                result.insert(next)
            }
        }
        return result
    }
}
