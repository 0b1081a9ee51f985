internal import Transport

/// `Warning: 299 - "text"` of the distribution specification ("Warnings").
enum Warning {
    /// The specification's bound for all warnings of one answer.
    private static let bytes = 4_096

    /// The texts of well-formed warnings, as far as the bound reaches; others are ignored, as the specification asks.
    static func texts(_ fields: [String]) -> [String] {
        var left = bytes
        return fields.compactMap { field in
            left -= field.utf8.count
            guard left >= 0 else { return nil }
            guard field.hasPrefix("299 - \""), field.hasSuffix("\""), field.utf8.count > 8 else { return nil }
            let quoted = field.dropFirst(7).dropLast()
            var text = ""
            var isEscaped = false
            for character in quoted {
                if isEscaped || character != "\\" {
                    if character == "\"" && !isEscaped { return nil }
                    text.append(character)
                    isEscaped = false
                } else {
                    isEscaped = true
                }
            }
            let clean = RemoteText.clean(text)
            return isEscaped || clean.isEmpty ? nil : clean
        }
    }
}
