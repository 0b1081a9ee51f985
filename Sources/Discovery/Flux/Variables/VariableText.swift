/// A scalar's text as pieces: what is written out, and the variables that something fills in.
struct VariableText: Sendable {
    enum Syntax: Sendable {
        /// `${VAR}` and its defaults, as Flux substitutes them (`postBuild`, drone/envsubst): braces are needed, `$$`
        /// escapes.
        case flux
        /// `<< inputs.name >>` of a flux-operator `ResourceSet`.
        case inputs

        /// The character with which every variable starts.
        var start: Unicode.Scalar { self == .flux ? "$" : "<" }
    }

    struct Piece: Sendable {
        /// As it stands in the text.
        let raw: String
        /// What it reads as where nothing is filled in.
        let literal: String
        let variable: Variable?
    }

    struct Variable: Sendable {
        let name: String
        /// Written behind `:=`, `=`, `:-` or `-`.
        let fallback: String?
        /// What stands before the fallback and behind it in the raw piece.
        let head: String
        let tail: String
        /// An operation on the value (`${VAR:0:7}`, `| slug`): what comes out is not what is defined.
        let isChanged: Bool
        /// No variable stands there: a kustomization copies a field of another object over what does.
        var isCopied = false
    }

    let pieces: [Piece]

    var variables: [Variable] { pieces.compactMap(\.variable) }

    /// Nil when the text holds no variable.
    init?(_ text: String, _ syntax: Syntax) {
        guard text.utf8.contains(UInt8(ascii: syntax.start)) else { return nil }
        let pieces = syntax == .flux ? Self.flux(text) : Self.inputs(text)
        guard pieces.contains(where: { $0.variable != nil }) else { return nil }
        self.pieces = pieces
    }

    private init(_ pieces: [Piece]) { self.pieces = pieces }

    /// Nil when the text uses none of the variables of a kustomization (`$(NAME)`).
    init?(_ text: String, vars names: [String: Variable]) {
        var pieces: [Piece] = []
        var rest = text[...]
        while let start = rest.firstRange(of: "$("), let end = rest[start.upperBound...].firstIndex(of: ")") {
            if start.lowerBound > rest.startIndex { pieces.append(Self.literal(rest[..<start.lowerBound])) }
            let raw = rest[start.lowerBound...end]
            let variable = names[String(rest[start.upperBound..<end])]
            pieces.append(Piece(raw: String(raw), literal: String(raw), variable: variable))
            rest = rest[rest.index(after: end)...]
        }
        guard pieces.contains(where: { $0.variable != nil }) else { return nil }
        self.init(rest.isEmpty ? pieces : pieces + [Self.literal(rest)])
    }

    /// A text of which something else is copied over one part, or all of it.
    ///
    /// - Parameters:
    ///   - delimiter: What parts the text; nil: it is one part.
    ///   - index: The part; below zero and behind the last one a new part.
    static func copying(
        _ variable: Variable, into pieces: [Piece], delimiter: Character?, index: Int
    ) -> VariableText {
        var parts: [[Piece]] = [[]]
        for piece in pieces {
            guard let delimiter, piece.variable == nil else {
                parts[parts.count - 1].append(piece)
                continue
            }
            let texts = piece.literal.split(separator: delimiter, omittingEmptySubsequences: false)
            for (number, text) in texts.enumerated() {
                if number > 0 { parts.append([]) }
                if !text.isEmpty { parts[parts.count - 1].append(literal(text)) }
            }
        }
        let index = delimiter == nil ? 0 : index
        // What stands there shows where the copy is not known.
        let old = parts.indices.contains(index) ? parts[index].map(\.literal).joined() : ""
        let copy = [Piece(raw: old, literal: old, variable: variable)]
        if parts.indices.contains(index) {
            parts[index] = copy
        } else {
            parts.insert(copy, at: index < 0 ? 0 : parts.count)
        }
        let between = delimiter.map { [literal(String($0)[...])] } ?? []
        return VariableText(Array(parts.joined(separator: between)))
    }

    private static func literal(_ raw: Substring, reads text: String? = nil) -> Piece {
        Piece(raw: String(raw), literal: text ?? String(raw), variable: nil)
    }

    private static func flux(_ text: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = text[...]
        while let start = rest.firstRange(of: "${") {
            let before = rest[..<start.lowerBound]
            if before.hasSuffix("$") {
                // `$${` reads as `${`, and is no variable.
                pieces.append(literal(rest[..<start.upperBound], reads: before.dropLast() + "${"))
                rest = rest[start.upperBound...]
                continue
            }
            guard let end = closingBrace(in: rest[start.upperBound...]) else { break }
            if !before.isEmpty { pieces.append(literal(before)) }
            let raw = rest[start.lowerBound...end]
            pieces.append(Piece(raw: String(raw), literal: String(raw), variable: variable(in: raw)))
            rest = rest[rest.index(after: end)...]
        }
        return rest.isEmpty ? pieces : pieces + [literal(rest)]
    }

    private static func closingBrace(in text: Substring) -> Substring.Index? {
        var depth = 0
        for index in text.indices {
            switch text[index] {
            case "{": depth += 1
            case "}" where depth == 0: return index
            case "}": depth -= 1
            default: break
            }
        }
        return nil
    }

    /// Of `${NAME…}`; nil for what has no name, which nothing fills in.
    private static func variable(in raw: Substring) -> Variable? {
        let inside = raw.dropFirst(2).dropLast()
        let name = inside.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        guard let first = name.first, !first.isNumber else { return nil }
        let rest = inside[name.endIndex...]
        for mark in [":=", ":-", "=", "-"] where rest.hasPrefix(mark) {
            let fallback = rest.dropFirst(mark.count)
            return Variable(
                name: String(name), fallback: String(fallback), head: String(raw[..<fallback.startIndex]), tail: "}",
                isChanged: fallback.contains("$")
            )
        }
        return Variable(name: String(name), fallback: nil, head: "", tail: "", isChanged: !rest.isEmpty)
    }

    private static func inputs(_ text: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = text[...]
        while let start = rest.firstRange(of: "<<"), let end = rest[start.upperBound...].firstRange(of: ">>") {
            if start.lowerBound > rest.startIndex { pieces.append(literal(rest[..<start.lowerBound])) }
            let raw = rest[start.lowerBound..<end.upperBound]
            let words = rest[start.upperBound..<end.lowerBound].split(separator: " ")
            var variable: Variable?
            if let name = words.first, name.hasPrefix("inputs.") {
                let isQuoted = words.dropFirst().elementsEqual(["|", "quote"])
                variable = Variable(
                    name: String(name.dropFirst("inputs.".count)), fallback: nil, head: "", tail: "",
                    isChanged: words.count > 1 && !isQuoted
                )
            }
            pieces.append(Piece(raw: String(raw), literal: String(raw), variable: variable))
            rest = rest[end.upperBound...]
        }
        return rest.isEmpty ? pieces : pieces + [literal(rest)]
    }
}
