import TestSupport

/// Makes indexes up, some as chart tools write them and some as nobody does, and damages them.
struct IndexSample {
    var random: SplitMix

    init(seed: UInt64) { random = SplitMix(state: seed) }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    private mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices.randomElement(using: &random) ?? choices[0]
    }

    // MARK: Whole indexes

    /// A small index in block style; with `oddity` per cent of what is unusual.
    mutating func index(oddity: Int) -> String {
        let column = pick([2, 2, 2, 4, 1])
        let dash = column + pick([0, 0, 2, 1])
        var text = chance(5) ? "---\n" : ""
        text += chance(5) ? "# made up\n" : ""
        text += chance(90) ? "apiVersion: v1\n" : ""
        text += chance(5) ? "serverInfo: {}\n" : ""
        text +=
            chance(oddity / 4) ? pick(["x: &x {version: 1.2.3}\n", "entries: {}\n", "\"q\": 1\n", "\n", "- a\n"]) : ""
        text += "entries:\n"
        for chart in ["alpha", "beta", "gamma.d/e_f", "alpha"].prefix(Int.random(in: 0...4, using: &random)) {
            if chart == "alpha", text.contains("alpha:"), chance(70) { continue }
            text += spaces(column) + name(chart, oddity: oddity) + ":"
            if chance(oddity / 4) {
                text += pick([" []", " {}", " ~", " null", " text", " [{version: 1.0.0}]", " # c", " &a", " |"]) + "\n"
                continue
            }
            text += "\n"
            var last = ""
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                last =
                    last.isEmpty || chance(40) ? entry(dash: dash, oddity: oddity) : variant(of: last, oddity: oddity)
                text += last
            }
        }
        text += chance(80) ? "generated: \"2026-06-02T00:00:00.1Z\"\n" : ""
        text +=
            chance(oddity / 4)
            ? pick(["...\n", "... a: b\n", "---\na: b\n", "# end\n", "publicKeys:\n- a\n", "k: *x\n"]) : ""
        return chance(10) ? String(text.dropLast()) : text
    }

    private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

    private mutating func name(_ name: String, oddity: Int) -> String {
        guard chance(oddity / 5) else { return name }
        return pick([
            "\"\(name)\"", "'\(name)'", "? \(name)\n ", "\(name) ", "&k \(name)", "!!str \(name)", "<<", "*x",
            "é\(name)",
        ])
    }

    /// One version; its dash at a column.
    private mutating func entry(dash: Int, oddity: Int) -> String {
        let column = dash + pick([2, 2, 2, 2, 4])
        var pairs: [String] = []
        for key in keys(oddity: oddity) { pairs.append(pair(key, column: column, oddity: oddity)) }
        if pairs.isEmpty {
            return spaces(dash) + pick(["- text\n", "-\n", "- {version: 1.0.0}\n", "- ~\n", "- - a\n"])
        }
        var text = spaces(dash) + "-" + spaces(column - dash - 1)
        if chance(oddity / 6) { text = spaces(dash) + "-\n" + spaces(column) }
        return text + pairs.joined(separator: spaces(column))
    }

    /// Nearly the same entry once more, as the next version of a chart has it.
    private mutating func variant(of entry: String, oddity: Int) -> String {
        var lines = entry.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            let at = Int.random(in: 0..<lines.count, using: &random)
            if let colon = lines[at].firstIndex(of: ":"), chance(90) {
                lines[at] = "\(lines[at][...colon]) \(scalar())"
            } else if chance(oddity) {
                if chance(50) { lines.insert(lines[at], at: at) } else { lines.remove(at: at) }
            }
            if lines.isEmpty { return entry }
        }
        return lines.joined(separator: "\n")
    }

    private mutating func keys(oddity: Int) -> [String] {
        var keys = ["version"]
        for key in [
            "appVersion", "kubeVersion", "created", "deprecated", "digest", "urls", "annotations", "description",
            "dependencies", "maintainers", "keywords", "name", "icon", "type",
        ] where chance(50) {
            keys.append(key)
        }
        if chance(70) { keys.sort() } else { keys.shuffle(using: &random) }
        if chance(oddity / 4) { keys.append(pick(["version", "urls", "name", "digest"])) }
        if chance(oddity / 5) { keys.removeAll { $0 == "version" } }
        if chance(oddity / 8) { keys = [] }
        return keys
    }

    private mutating func pair(_ key: String, column: Int, oddity: Int) -> String {
        let written = chance(oddity / 6) ? pick(["\"\(key)\"", "'\(key)'", "\(key) ", "? \(key)\n", "&a \(key)"]) : key
        if chance(oddity / 3) { return "\(written):\(oddValue(column: column))" }
        let deep = column + pick([0, 0, 2])
        switch key {
        case "urls", "keywords":
            let items = (0..<Int.random(in: 0...2, using: &random)).map { _ in "\(spaces(deep))- \(scalar())\n" }
            return "\(written):\n\(items.joined())"
        case "annotations":
            return "\(written):\n" + spaces(column + 2) + "a.io/license: MIT\n" + spaces(column + 2)
                + "a.io/changes: \(block(column: column + 2))"
        case "dependencies", "maintainers":
            let items = (0..<2).map { _ in
                "\(spaces(deep))- name: \(scalar())\n\(spaces(deep + 2))version: \(scalar())\n"
            }
            return "\(written):\n\(items.joined())"
        case "description":
            return "\(written): \(pick([block(column: column), "\(scalar())\n", folded(column: column)]))"
        default:
            return "\(written): \(scalar())\n"
        }
    }

    private mutating func scalar() -> String {
        pick([
            "1.2.3", "v1.2.3-rc.1+build", "\"1.10\"", "'>=1.23.0-0'", "text with words",
            "https://example.com/a-1.2.3.tgz",
            "true", "false", "\"\"", "~", "2026-06-02", "a:b", "a#b", "-x", "\"2026-04-02T00:00:00.6Z\"", "é ü",
            "0.46.00",
            "oci://h/p:1.2.3", "''", "library", "a ", "  b", "\"a \\\"quoted\\\" \\u00e9 \\U0001F680 \\n\"", "'it''s'",
        ])
    }

    private mutating func block(column: Int) -> String {
        let deep = spaces(column + pick([1, 2, 4]))
        return pick(["|", ">", "|-", ">-", "|+", "|2", ">2-", "|-2"])
            + "\n" + pick(["", "\n", "  \n", "\n\n"]) + "\(deep)- kind: added\n\(deep)  text: \"open\n"
            + pick(["", "\n", "   \n"]) + "\(deep)# no comment: |\n"
    }

    private mutating func folded(column: Int) -> String {
        let deep = spaces(column + pick([1, 2, 3]))
        return pick([
            "a text that\n\(deep)goes on - with\n\(deep)dashes\n",
            "\"a text \\\n\(deep)\\ that goes on\n\(deep)further\"\n",
            "'a text\n\n\(deep)that goes on'\n", "a\n\n\(deep)- b\n",
        ])
    }

    private mutating func oddValue(column: Int) -> String {
        let deep = spaces(column + 2)
        return pick([
            "\n", " \"at\nthe margin\"\n", " [a, b]\n", " [a,\n\(deep)b]\n", " {a: b}\n", " &x 1.2.3\n", " *x\n",
            " !!str 1.10\n", " !foo bar\n", " 1.10\n", " 7\n",
            " 0x10\n", " yes\n", " null\n", " Null\n", " a: b\n", " a # comment\n", " a\n\(deep)b: c\n",
            " a\n\(deep)# c\n\(deep)d\n",
            "\t1.2.3\n", " a\tb\n", " |\n", " |\n\(deep) a\n\(deep)b\n", " |\n     \n\(deep)a\n", " \"a\n", " 'a\n",
            " \"a\" b\n", " \"\\q\"\n", " \"\\ud83d\"\n",
            " [\n", " {\n", " ]\n", " @a\n", " `a\n", " %a\n", " - a\n", " ? a\n", ":\n", " \"a\": b\n", " a:\n",
            " #c\n", "1.2.3\n",
            " >\n\(deep)1.2.3\n", "\n\(deep)1.2.3\n", "\n\(deep)x: y\n", "\n\(deep)- [a, b]\n\(deep)- {c: d}\n",
            "\n\(deep)- - a\n", "\n\(deep)-\n",
            " \u{85}a\n", " a\u{2028}b\n", " \u{FEFF}a\n", " a\u{7F}\n", " \u{1}\n", " \"a\n--- b\"\n", " 'a\n... '\n",
            " |1\n \(deep)a\n", " |0\n", " |-+\n",
            " | a\n", " <<\n", "\n\(deep)<<: *x\n", "\n\(deep)<<: {version: 9.9.9}\n",
            " \(String(repeating: "k", count: 1100)): v\n",
        ])
    }

    // MARK: Damage

    /// The text with a few bytes or lines changed.
    mutating func damaged(_ text: String) -> [UInt8] {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            guard !bytes.isEmpty else { break }
            let at = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<12, using: &random) {
            case 0: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1: bytes[at] = UInt8.random(in: 0...255, using: &random)
            case 2: bytes[at] = pick(Array(" \n:#-'\"|>[]{}&*!?,%@`\t\r".utf8))
            case 3: bytes.remove(at: at)
            case 4: bytes.insert(pick(Array(" \n:#-'\"|[{\t".utf8)), at: at)
            case 5: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...40, using: &random)))
            case 6: bytes.removeSubrange(at...)
            case 7: bytes.replaceSubrange(at..<at, with: bytes[at..<min(bytes.count, at + 60)])
            case 8: bytes = Array([0xEF, 0xBB, 0xBF] + bytes)
            case 9: bytes = bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
            default: moveLine(&bytes, at: at)
            }
        }
        return bytes
    }

    /// Shifts, repeats, removes or comments the line at a place.
    private mutating func moveLine(_ bytes: inout [UInt8], at: Int) {
        let start = bytes[..<at].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let end = bytes[at...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes.insert(contentsOf: spaces(Int.random(in: 1...4, using: &random)).utf8, at: start)
        case 1: if bytes[start] == 0x20 { bytes.remove(at: start) }
        case 2: bytes.insert(contentsOf: bytes[start..<end], at: start)
        case 3: bytes.removeSubrange(start..<end)
        case 4:
            bytes.insert(
                contentsOf: pick([
                    "# c\n", "    # c\n", "\n", "   \n", "---\n", "...\n", "%YAML 1.1\n", "... a: b\n", "--- a: b\n",
                    "\t\n",
                ]).utf8,
                at: start)
        default:
            bytes.insert(
                contentsOf: pick(["a: b\n", "  - version: 9.9.9\n", "  zeta:\n", "- a\n", "    b: c\n"]).utf8, at: start
            )
        }
    }
}
