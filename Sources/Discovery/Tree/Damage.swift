/// Signs in the bytes that a text may not be YAML, told in one pass without parsing.
///
/// Most files of a tree hold nothing that is tracked, and parsing them only to find that they are well took a third of
/// a run. So they are parsed only when something in them hints at damage: a template, a tab where blanks belong,
/// brackets or quotes that do not pair, a second `: ` on a line, a line that starts with a reserved character. What
/// remains unseen are wrong indentations.
enum Damage {
    static func mayBe(in bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { buffer in
            var brackets = 0
            var braces = 0
            var quotes = 0
            var colons = 0
            var isIndent = true
            var previous: UInt8 = UInt8(ascii: "\n")
            for byte in buffer {
                switch byte {
                case UInt8(ascii: "\n"):
                    colons = 0
                    isIndent = true
                    previous = byte
                    continue
                case UInt8(ascii: "["): brackets += 1
                case UInt8(ascii: "]"): brackets -= 1
                case UInt8(ascii: "{"):
                    if previous == byte { return true }
                    braces += 1
                case UInt8(ascii: "}"): braces -= 1
                case UInt8(ascii: "\""): quotes += 1
                case UInt8(ascii: "\t") where isIndent: return true
                case UInt8(ascii: "%") where isIndent || previous == UInt8(ascii: "{"): return true
                case UInt8(ascii: "@") where isIndent, UInt8(ascii: "`") where isIndent: return true
                case UInt8(ascii: " ") where previous == UInt8(ascii: ":"):
                    colons += 1
                    if colons > 1 { return true }
                default: break
                }
                if byte != UInt8(ascii: " "), byte != UInt8(ascii: "-") { isIndent = false }
                previous = byte
            }
            return brackets != 0 || braces != 0 || quotes % 2 != 0
        }
    }
}
