import SourceYAML

/// The literal that a template falls back to: `0.2.2` of `{{ env "CHART_VERSION" | default "0.2.2" }}`.
///
/// It is what the tree pins: an environment that says otherwise is none of its files.
enum TemplateDefault {
    /// The place of the literal, when the scalar is one action whose last step but `quote` is `default "…"`.
    static func literal(of node: YAMLNode) -> TextSpan? {
        let span = node.span
        let bytes = node.stream.bytes
        guard node.kind == .scalar, !node.style.isBlock else { return nil }
        var text = bytes[span]
        guard text.starts(with: "{{".utf8), text.suffix(2).elementsEqual("}}".utf8), text.count > 4 else { return nil }
        text = trimmed(text.dropFirst(2).dropLast(2))
        if text.first == UInt8(ascii: "-") { text = trimmed(text.dropFirst()) }
        if text.last == UInt8(ascii: "-") { text = trimmed(text.dropLast()) }
        for function in ["quote", "squote"] where text.suffix(function.utf8.count).elementsEqual(function.utf8) {
            let rest = trimmed(text.dropLast(function.utf8.count))
            guard rest.last == UInt8(ascii: "|") else { continue }
            text = trimmed(rest.dropLast())
            break
        }
        let quote = UInt8(ascii: "\"")
        guard text.last == quote, let open = text.dropLast().lastIndex(of: quote) else { return nil }
        let literal = open + 1..<text.endIndex - 1
        guard !literal.isEmpty, !bytes[literal].contains(UInt8(ascii: "\\")) else { return nil }
        let before = trimmed(text[..<open])
        guard before.suffix(7).elementsEqual("default".utf8) else { return nil }
        let step = trimmed(before.dropLast(7))
        guard step.last == UInt8(ascii: "|"), !step.contains(UInt8(ascii: "{")) else { return nil }
        return TextSpan(literal, in: bytes)
    }

    private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var text = text.drop { $0 == UInt8(ascii: " ") }
        while text.last == UInt8(ascii: " ") { text = text.dropLast() }
        return text
    }
}
