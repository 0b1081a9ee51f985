import Artifacts

/// What `.asternignore` files leave out of the tree, in the syntax of gitignore.
///
/// A file's rules hold in its folder and below; of all rules that match, the last of the innermost file counts. What
/// lies in a folder that is left out cannot be taken back. Source: gitignore(5).
struct IgnoreRules: Sendable {
    static let fileName = ".asternignore"

    private struct Rule: Sendable {
        let pattern: GlobPattern
        let isNegated: Bool
        /// Where the pattern starts to count: the length of the folder's path with its slash.
        let baseLength: Int
    }

    private var rules: [Rule] = []

    var isEmpty: Bool { rules.isEmpty }

    /// The rules with those of a folder's own file behind them.
    ///
    /// - Parameter folder: Relative to the tree.
    func adding(_ text: [UInt8], of folder: String) -> IgnoreRules {
        var result = self
        let baseLength = folder.isEmpty ? 0 : folder.utf8.count + 1
        let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let lines = text.starts(with: byteOrderMark) ? text.dropFirst(byteOrderMark.count) : text[...]
        for line in lines.split(separator: UInt8(ascii: "\n")).prefix(DiscoveryLimits.ignoreRules) {
            guard let rule = Self.rule(line, baseLength: baseLength) else { continue }
            result.rules.append(rule)
        }
        return result
    }

    /// - Parameter path: Relative to the tree.
    func leaveOut(_ path: String, isFolder: Bool) -> Bool {
        let rule = rules.last {
            $0.pattern.matches(entry: String(path.utf8.dropFirst($0.baseLength)) ?? path, isFolder: isFolder)
        }
        return rule.map { !$0.isNegated } ?? false
    }

    private static func rule(_ line: ArraySlice<UInt8>, baseLength: Int) -> Rule? {
        var text = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        guard text.first != UInt8(ascii: "#") else { return nil }
        // Blanks at the end do not count, unless a backslash stands before them.
        while text.last == UInt8(ascii: " "), text.dropLast().last != UInt8(ascii: "\\") { text = text.dropLast() }
        let isNegated = text.first == UInt8(ascii: "!")
        if isNegated { text = text.dropFirst() }
        guard !text.isEmpty, !text.elementsEqual([UInt8(ascii: "/")]) else { return nil }
        let pattern = GlobPattern(String(decoding: text, as: UTF8.self))
        return Rule(pattern: pattern, isNegated: isNegated, baseLength: baseLength)
    }
}
