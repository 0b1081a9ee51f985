/// The YAML of a template with its actions away: lines that are nothing but actions are blank, so that what stands
/// between them reads as it would where all conditions are met.
enum TemplateLines {
    static func withoutActions(_ bytes: [UInt8]) -> [UInt8] {
        var out = bytes
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            let line = bytes[start..<end]
            let content = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            let isAction = content.starts(with: "{{".utf8)
            let text = content.reversed().drop { [0x20, 0x0D, 0x09].contains($0) }
            if isAction, text.starts(with: "}}".utf8) {
                for index in start..<end where out[index] != UInt8(ascii: "\r") { out[index] = UInt8(ascii: " ") }
            }
            start = end + 1
        }
        return out
    }
}
