/// Files of the tree that something names as values of a chart, whether they are there or not.
///
/// A name may have parts that a template fills in (`values/{{ .Environment.Name }}.yaml`): every file that has the rest of
/// the name is meant.
struct NamedValues: Sendable {
    /// Relative to the tree; what stands around the parts that are filled in.
    private let pieces: [String]
    /// What installs the chart.
    let owner: Owner

    init(path: String, owner: Owner) {
        pieces = [path]
        self.owner = owner
    }

    /// Nil where the name is a URL, leads out of the tree, or has nothing but templates and an ending.
    init?(_ text: String, in directory: String, owner: Owner) {
        guard !text.isEmpty, Paths.isLocal(text), !text.contains("${") else { return nil }
        let names = Self.literals(of: text)
        // A word that no name of a file has stands for what is filled in while `..` is resolved.
        guard let path = Paths.join(directory, names.joined(separator: Self.gap)) else { return nil }
        pieces = path.split(separator: Self.gap, omittingEmptySubsequences: false).map(String.init)
        self.owner = owner
        let stem = names.joined().prefix { $0 != "." }
        guard pieces.count == 1 || stem.contains(where: { $0.isLetter || $0.isNumber }) else { return nil }
    }

    /// The one path, where nothing of the name is filled in.
    var path: String? { pieces.count == 1 ? pieces[0] : nil }

    /// True for a file whose name fits; what is filled in stays within a segment.
    func name(_ file: String) -> Bool {
        guard let first = pieces.first, let last = pieces.last, file.hasPrefix(first) else { return false }
        guard pieces.count > 1 else { return file == first }
        var rest = file.dropFirst(first.count)
        for piece in pieces.dropFirst().dropLast() {
            guard let found = rest.firstRange(of: piece), !rest[..<found.lowerBound].contains("/") else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.hasSuffix(last) && !rest.dropLast(last.count).contains("/")
    }

    private static let gap = "\u{0}"

    /// What stands around the actions of a template; one in backquotes in another is part of that.
    private static func literals(of text: String) -> [String] {
        var literals = [""]
        var depth = 0
        var rest = text[...]
        while !rest.isEmpty {
            if rest.hasPrefix("{{") {
                if depth == 0 { literals.append("") }
                depth += 1
                rest = rest.dropFirst(2)
            } else if rest.hasPrefix("}}"), depth > 0 {
                depth -= 1
                rest = rest.dropFirst(2)
            } else {
                if depth == 0, let next = rest.first { literals[literals.count - 1].append(next) }
                rest = rest.dropFirst()
            }
        }
        return literals
    }
}
