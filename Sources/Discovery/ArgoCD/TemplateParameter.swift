/// Parameters in the text of an ApplicationSet: `{{values.version}}` of fasttemplate, `{{ .values.version }}` of Go.
enum TemplateParameter {
    /// The names of the one parameter that the text is, outermost first; nil for any other text.
    static func path(of text: String) -> [String]? {
        let bytes = text.utf8
        guard bytes.count > 4, text.hasPrefix("{{"), text.hasSuffix("}}") else { return nil }
        return path(ofExpression: text.dropFirst(2).dropLast(2))
    }

    /// The text with every parameter replaced; nil where one is an expression, or has no value.
    static func render(_ text: String, _ value: ([String]) -> String?) -> String? {
        var result = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "{{") {
            guard let end = rest[start.upperBound...].firstRange(of: "}}"),
                let path = path(ofExpression: rest[start.upperBound..<end.lowerBound]), let value = value(path)
            else { return nil }
            result += rest[..<start.lowerBound] + value
            rest = rest[end.upperBound...]
        }
        result += rest
        return TemplateText.isIn(result) ? nil : result
    }

    private static func path(ofExpression text: Substring) -> [String]? {
        var text = text
        while text.first == " " || text.first == "-" { text = text.dropFirst() }
        while text.last == " " || text.last == "-" { text = text.dropLast() }
        if text.first == "." { text = text.dropFirst() }
        let names = text.split(separator: ".", omittingEmptySubsequences: false)
        let isName = { (name: Substring) in
            !name.isEmpty && name.utf8.allSatisfy { $0.isWord || $0 == UInt8(ascii: "-") }
        }
        return names.allSatisfy(isName) ? names.map(String.init) : nil
    }
}

extension UInt8 {
    fileprivate var isWord: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
    }
}
