/// The rules of a `.helmignore` file.
///
/// Like `.gitignore` with differences that are Helm's own: no `**`; the first rule that matches decides; a rule with `!`
/// leaves out everything that it does *not* match; `templates/.?*` is always left out. Source: Helm, `pkg/ignore`.
struct HelmIgnore {
    private struct Rule {
        let pattern: GoPattern
        let isNegated: Bool
        let isForFolders: Bool
        /// With a `/` inside, the whole path is matched, else the name alone.
        let isForPaths: Bool
    }

    private var rules: [Rule] = []

    init() {
        _ = add("templates/.?*")
    }

    /// Rules and what is wrong with those that are not taken, as ends of sentences.
    static func parse(_ bytes: [UInt8]) -> (HelmIgnore, problems: [String]) {
        var ignore = HelmIgnore()
        let always = ignore.rules
        ignore.rules = []
        var problems: [String] = []
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() {
            let rule = String(decoding: line, as: UTF8.self).trimmed
            guard !rule.isEmpty, !rule.hasPrefix("#") else { continue }
            if let problem = ignore.add(rule) {
                problems.append("has “\(rule)” in line \(number + 1), \(problem); Helm refuses the chart")
            }
        }
        ignore.rules += always
        return (ignore, problems)
    }

    /// - Parameter path: Below the chart's folder, joined by `/`.
    func ignores(_ path: String, isFolder: Bool) -> Bool {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        for rule in rules {
            let subject = rule.isForPaths ? path : name
            let isMatch = (isFolder || !rule.isForFolders) && rule.pattern.matches(subject)
            if isMatch != rule.isNegated { return true }
        }
        return false
    }

    /// What is wrong with a rule that is not taken.
    private mutating func add(_ rule: String) -> String? {
        guard !rule.contains("**") else { return "which has “**”" }
        guard GoPattern(rule) != nil else { return "which is no pattern" }
        var text = rule[...]
        let isNegated = text.hasPrefix("!")
        if isNegated { text = text.dropFirst() }
        let isForFolders = text.hasSuffix("/")
        if isForFolders { text = text.dropLast() }
        let isForPaths = text.contains("/")
        if text.hasPrefix("/") { text = text.dropFirst() }
        guard let pattern = GoPattern(String(text)) else { return "which is no pattern" }
        rules.append(
            Rule(pattern: pattern, isNegated: isNegated, isForFolders: isForFolders, isForPaths: isForPaths))
        return nil
    }
}

extension String {
    fileprivate var trimmed: String {
        let start = unicodeScalars.drop { $0.properties.isWhitespace }
        let end = start.reversed().drop { $0.properties.isWhitespace }
        return String(String.UnicodeScalarView(end.reversed()))
    }
}
