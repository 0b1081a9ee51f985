internal import CRE2

/// What a match becomes, by the rules of Go's `Regexp.Expand`: `$name`, `${name}`, `$1`, `$$`.
///
/// A name is the longest run of letters, digits and underscores, so `$1x` is the group named `1x`. Groups that do not
/// exist or took no part are empty, and a `$` that begins no name stands for itself.
///
/// Source: <https://pkg.go.dev/regexp#Regexp.Expand>.
struct ExtractTemplate: Sendable {
    enum Part: Equatable, Sendable {
        case text([UInt8])
        case group(Int)
    }

    private(set) var parts: [Part] = []

    /// The highest group that the template names; 0 is the whole match.
    var highestGroup: Int {
        parts.reduce(0) { highest, part in
            if case .group(let index) = part { max(highest, index) } else { highest }
        }
    }

    init(_ template: String, for pattern: Pattern) {
        var text: [UInt8] = []
        var rest = template.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "$" else {
                text += Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                continue
            }
            if rest.first == "$" {
                rest.removeFirst()
                text.append(UInt8(ascii: "$"))
            } else if let name = Self.takeName(&rest) {
                if !text.isEmpty { parts.append(.text(text)) }
                text = []
                if let group = Self.group(name, pattern) { parts.append(.group(group)) }
            } else {
                text.append(UInt8(ascii: "$"))
            }
        }
        if !text.isEmpty { parts.append(.text(text)) }
    }

    /// Takes `name` or `{name}` off the front; `nil` with nothing taken when it is malformed.
    private static func takeName(_ rest: inout Substring.UnicodeScalarView) -> Substring.UnicodeScalarView? {
        var scan = rest
        let braced = scan.first == "{"
        if braced { scan.removeFirst() }
        let name = scan.prefix { isNameScalar($0) }
        guard !name.isEmpty else { return nil }
        scan = scan[name.endIndex...]
        if braced, scan.popFirst() != "}" { return nil }
        rest = scan
        return name
    }

    /// Go's `unicode.IsLetter` and `unicode.IsDigit`.
    private static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "_" { return true }
        return switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber: true
        default: false
        }
    }

    /// Digits without a leading zero are a number, everything else a name.
    private static func group(_ name: Substring.UnicodeScalarView, _ pattern: Pattern) -> Int? {
        let bytes = Array(Substring(name).utf8)
        let isNumber = bytes.allSatisfy(\.isDigit) && (bytes.count == 1 || bytes.first != UInt8(ascii: "0"))
        guard isNumber, bytes.count <= 9 else { return pattern.group(named: bytes) }
        let number = bytes.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        return number <= pattern.groupCount ? number : nil
    }

    /// Puts the value together in `value`.
    func expand(_ text: Span<UInt8>, _ spans: [cre2_span], into value: inout [UInt8]) {
        value.removeAll(keepingCapacity: true)
        for part in parts {
            switch part {
            case .text(let bytes): value += bytes
            case .group(let index):
                guard spans[index].start >= 0 else { continue }
                for i in spans[index].start..<spans[index].end { value.append(text[i]) }
            }
        }
    }
}
