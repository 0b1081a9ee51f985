/// A `$imagepolicy` marker: the comment by which Flux knows a scalar that it may set.
///
/// Source: image-automation-controller and kyaml, setters: leading `#`s are dropped, and what is left must be one JSON
/// object of texts with the key `$imagepolicy`; anything before or behind it makes the comment a plain one.
struct SetterMarker: Hashable, Sendable {
    /// What of the image is written into the scalar.
    enum Part: String, Sendable {
        /// `name:tag`, with `@digest` where the policy reflects digests.
        case image
        case name, tag, digest
    }

    /// As written: `namespace:policy[:part]`.
    let text: String
    /// Nil when the text names no policy.
    let target: Target?

    struct Target: Hashable, Sendable {
        let namespace: String
        let name: String
        let part: Part
    }

    /// Nil when the comment is no marker.
    init?(comment: String) {
        guard let text = FlatJSON.object(comment.drop { $0 == "#" })?["$imagepolicy"] else { return nil }
        self.text = text
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let part = parts.count == 2 ? .image : parts.count == 3 ? Part(rawValue: parts[2]) : nil
        guard let part, part != .image || parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            target = nil
            return
        }
        target = Target(namespace: parts[0], name: parts[1], part: part)
    }

    /// Bytes without which a file has no marker.
    static let word = "\"$imagepolicy\""
}

/// A JSON object whose values are texts: all that a marker may be.
enum FlatJSON {
    /// The members, or nil for anything else than one such object.
    static func object(_ text: Substring) -> [String: String]? {
        var reader = Reader(rest: text.unicodeScalars)
        guard reader.take("{") else { return nil }
        var members: [String: String] = [:]
        if !reader.take("}") {
            repeat {
                guard let key = reader.string(), reader.take(":"), let value = reader.string() else { return nil }
                members[key] = value
            } while reader.take(",")
            guard reader.take("}") else { return nil }
        }
        reader.skipBlanks()
        return reader.rest.isEmpty ? members : nil
    }

    private struct Reader {
        var rest: Substring.UnicodeScalarView

        mutating func skipBlanks() {
            rest = rest.drop { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\n" }
        }

        mutating func take(_ scalar: Unicode.Scalar) -> Bool {
            skipBlanks()
            guard rest.first == scalar else { return false }
            rest = rest.dropFirst()
            return true
        }

        mutating func string() -> String? {
            guard take("\"") else { return nil }
            var text = String.UnicodeScalarView()
            while let scalar = rest.popFirst() {
                switch scalar {
                case "\"": return String(text)
                case "\\":
                    guard let escaped = escape() else { return nil }
                    text.append(escaped)
                case _ where scalar.value < 0x20: return nil
                default: text.append(scalar)
                }
            }
            return nil
        }

        /// RFC 8259 section 7; a pair of surrogates is none of what a policy's name may hold.
        private mutating func escape() -> Unicode.Scalar? {
            switch rest.popFirst() {
            case "\"": return "\""
            case "\\": return "\\"
            case "/": return "/"
            case "b": return "\u{8}"
            case "f": return "\u{C}"
            case "n": return "\n"
            case "r": return "\r"
            case "t": return "\t"
            case "u":
                let digits = rest.prefix(4)
                rest = rest.dropFirst(4)
                guard digits.count == 4, digits.allSatisfy(\.properties.isASCIIHexDigit) else { return nil }
                return UInt32(String(digits), radix: 16).flatMap(Unicode.Scalar.init)
            default: return nil
            }
        }
    }
}
