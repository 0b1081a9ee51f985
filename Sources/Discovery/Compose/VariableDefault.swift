import Artifacts
import SourceYAML

/// The literal that a variable falls back to, in the image of a service: `1.2.3` of `app:${APP_TAG:-1.2.3}`, the whole of
/// `${APP_IMAGE:-app:1.2.3}`.
///
/// It is what the tree pins: an environment that says otherwise is none of its files. An image with other variables is
/// there, and has no version that could be told.
enum VariableDefault {
    static func draft(in node: YAMLNode, file: SourceFile, document: Int, owner: Owner) -> ReferenceDraft? {
        guard let text = node.text else { return nil }
        let bytes = Array(text.utf8)
        if node.isVerbatim, let literal = literal(in: bytes), !text.hasPrefix("$$") {
            let start = node.span.lowerBound
            let range = start + literal.value.lowerBound..<start + literal.value.upperBound
            let value = String(decoding: bytes[literal.value], as: UTF8.self)
            if let span = TextSpan(range, in: node.stream.bytes) {
                if literal.whole == 0..<bytes.count {
                    guard let image = ImageScalar(value), !image.isTemplated else { return nil }
                    return image.draft(span, file: file.path, document: document, owner: owner)
                }
                // The default is the tag, and nothing else is a variable.
                let before = String(decoding: bytes[..<literal.whole.lowerBound], as: UTF8.self)
                let rest = String(decoding: bytes[literal.whole.upperBound...], as: UTF8.self)
                if before.hasSuffix(":"), rest.isEmpty, OCIReference.isTag(value),
                    let repository = OCIReference.repository(String(before.dropLast()), hubDefaults: true)
                {
                    return ReferenceDraft(
                        file: file, document: document, kind: .image, artifact: .oci(repository), owner: owner,
                        pin: Pin(version: value), sites: [Site(file: file.path, span: span, role: .tag, form: .tag)],
                        scheme: .tag
                    )
                }
            }
        }
        let site = Site(file: file.path, node: node, role: .image, form: .none)
        return ReferenceDraft(
            file: file, document: document, kind: .image, owner: owner, pin: Pin(), sites: [site], scheme: .tag,
            unbound: "the image '\(text)' holds a variable", isTemplated: true,
            aliasPath: node.isAlias ? node.pointer : nil
        )
    }

    /// The only `${NAME:-value}` or `${NAME-value}` of a text, and its value; nil when there is none, or more than one.
    private static func literal(in bytes: [UInt8]) -> (whole: Range<Int>, value: Range<Int>)? {
        guard let open = bytes.firstIndex(of: UInt8(ascii: "$")), open + 1 < bytes.count,
            bytes[open + 1] == UInt8(ascii: "{"), bytes.count(where: { $0 == UInt8(ascii: "$") }) == 1,
            let close = bytes.lastIndex(of: UInt8(ascii: "}"))
        else { return nil }
        guard var value = bytes[(open + 2)..<close].firstIndex(of: UInt8(ascii: "-")), value > open + 2 else {
            return nil
        }
        let name = bytes[(open + 2)..<value]
        value += 1
        guard value < close, name.dropLast().allSatisfy(isNameByte), let last = name.last,
            isNameByte(last) || last == UInt8(ascii: ":")
        else { return nil }
        return (open..<close + 1, value..<close)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
