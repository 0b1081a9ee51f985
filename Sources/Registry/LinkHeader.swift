/// The `Link` field (RFC 8288, section 3), as far as paging needs it.
enum LinkHeader {
    /// What the fields say of the next page.
    enum Next: Equatable {
        /// No link to a next page.
        case none
        /// Its target as written: relative, absolute or a query alone.
        case target(String)
        /// A field that is no list of links: there may be a next page, and nobody knows where.
        case malformed
    }

    /// A link counts when its `rel` holds the word `next`, in any case and quoted or not; one without `rel` counts
    /// only when no other does, because some registries leave it out.
    static func next(_ fields: [String]) -> Next {
        var unnamed: String?
        var count = 0
        for field in fields {
            var parser = LinkParser(field)
            while let outcome = parser.link() {
                guard case .link(let target, let relation) = outcome, count < RegistryLimits.links else {
                    return .malformed
                }
                count += 1
                guard let relation else {
                    unnamed = unnamed ?? target
                    continue
                }
                let words = relation.lowercased().split { $0 == " " || $0 == "\t" }
                if words.contains("next") { return target.isEmpty ? .none : .target(target) }
            }
        }
        guard let unnamed, !unnamed.isEmpty else { return .none }
        return .target(unnamed)
    }
}

/// Reads `<target>; name=value; name="value", <target> …`.
struct LinkParser {
    enum Outcome: Equatable {
        case link(target: String, relation: String?)
        case malformed
    }

    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The next link, or `nil` at the end.
    mutating func link() -> Outcome? {
        skip { $0 == 0x20 || $0 == 0x09 || $0 == 0x2C }
        guard position < bytes.count else { return nil }
        guard bytes[position] == UInt8(ascii: "<"), let close = bytes[position...].firstIndex(of: UInt8(ascii: ">"))
        else {
            return fail()
        }
        let target = text(position + 1, close)
        position = close + 1
        var relation: String?
        while true {
            skipSpace()
            guard position < bytes.count, bytes[position] != 0x2C else { break }
            guard bytes[position] == UInt8(ascii: ";") else { return fail() }
            position += 1
            skipSpace()
            guard let (name, value) = parameter() else { continue }
            if name == "rel", relation == nil { relation = value }
        }
        return .link(target: target, relation: relation)
    }

    /// `name` or `name = value`; `nil` for the empty one of `;;`.
    private mutating func parameter() -> (String, String)? {
        let start = position
        skip { $0 != 0x3D && $0 != 0x3B && $0 != 0x2C && $0 != 0x20 && $0 != 0x09 }
        guard position > start else { return nil }
        let name = text(start, position).lowercased()
        skipSpace()
        guard position < bytes.count, bytes[position] == 0x3D else { return (name, "") }
        position += 1
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
            let start = position
            skip { $0 != 0x3B && $0 != 0x2C && $0 != 0x20 && $0 != 0x09 }
            return (name, text(start, position))
        }
        position += 1
        var value: [UInt8] = []
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            if bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count { position += 1 }
            value.append(bytes[position])
            position += 1
        }
        position += 1
        return (name, String(decoding: value, as: UTF8.self))
    }

    private mutating func fail() -> Outcome {
        position = bytes.count
        return .malformed
    }

    private func text(_ start: Int, _ end: Int) -> String {
        String(decoding: bytes[start..<end], as: UTF8.self)
    }

    private mutating func skipSpace() {
        skip { $0 == 0x20 || $0 == 0x09 }
    }

    private mutating func skip(while condition: (UInt8) -> Bool) {
        while position < bytes.count, condition(bytes[position]) { position += 1 }
    }
}
