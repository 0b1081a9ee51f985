/// Reads one `WWW-Authenticate` field value:
///
///     challenges = challenge *( OWS "," OWS challenge )
///     challenge  = scheme [ 1*SP ( token68 / #( token BWS "=" BWS ( token / quoted-string ) ) ) ]
///
/// A comma separates both parameters and challenges. After one, `token =` goes on with the parameters; a token that
/// no `=` follows begins a new challenge. What registries send besides the grammar is read in the obvious way:
/// unquoted values with `/` and `:`, a missing closing quote, empty list items, parameters separated by spaces. What
/// makes no sense is skipped: a field never fails as a whole.
struct ChallengeParser {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    mutating func challenges() -> [Challenge] {
        var result: [Challenge] = []
        while result.count < RegistryLimits.challenges {
            skip { $0 == 0x20 || $0 == 0x09 || $0 == 0x2C }
            guard position < bytes.count else { break }
            guard let scheme = token() else {
                if !skipStrayValue() { position += 1 }
                continue
            }
            let end = position
            skipSpace()
            // A parameter that belongs to nothing.
            if peek == UInt8(ascii: "="), skipStrayValue() { continue }
            position = end
            result.append(challenge(scheme.lowercased()))
        }
        return result
    }

    /// What follows a scheme, up to the next challenge.
    private mutating func challenge(_ scheme: String) -> Challenge {
        skipSpace()
        if let token68 = token68() { return Challenge(scheme: scheme, token68: token68) }
        var parameters: [String: String] = [:]
        while true {
            skip { $0 == 0x20 || $0 == 0x09 || $0 == 0x2C }
            let start = position
            guard let name = token()?.lowercased() else {
                if skipStrayValue() { continue }
                break
            }
            skipSpace()
            guard take(UInt8(ascii: "=")) else {
                // A token without `=` is the next scheme.
                position = start
                break
            }
            skipSpace()
            let value = peek == UInt8(ascii: "\"") ? quotedString() : bareValue()
            if parameters[name] == nil { parameters[name] = value }
        }
        return Challenge(scheme: scheme, parameters: parameters)
    }

    /// `token68` stands alone: the end or a comma follows it, and it is not the name of a parameter.
    private mutating func token68() -> String? {
        let start = position
        skip { Self.isToken68($0) }
        let end = position
        skip { $0 == UInt8(ascii: "=") }
        let padded = position
        skipSpace()
        guard end > start, position == bytes.count || peek == 0x2C else {
            position = start
            return nil
        }
        // `Basic realm=` is a parameter without a value, though token68 by grammar.
        if padded == end + 1, Self.emptyable.contains(String(decoding: bytes[start..<end], as: UTF8.self).lowercased())
        {
            position = start
            return nil
        }
        return String(decoding: bytes[start..<padded], as: UTF8.self)
    }

    /// Passes over `="…"`, `=…` and `"…"` where no value is expected: no scheme is read from within one.
    private mutating func skipStrayValue() -> Bool {
        let hasEquals = take(UInt8(ascii: "="))
        guard hasEquals || peek == UInt8(ascii: "\"") else { return false }
        skipSpace()
        if peek == UInt8(ascii: "\"") { _ = quotedString() } else { _ = bareValue() }
        return true
    }

    private mutating func quotedString() -> String {
        position += 1
        var value: [UInt8] = []
        while let byte = peek {
            position += 1
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\"), let escaped = peek {
                value.append(escaped)
                position += 1
            } else {
                value.append(byte)
            }
        }
        return String(decoding: value, as: UTF8.self)
    }

    /// A token by grammar; in practice anything up to a comma or a space.
    private mutating func bareValue() -> String {
        let start = position
        skip { $0 != 0x2C && $0 != 0x20 && $0 != 0x09 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func token() -> String? {
        let start = position
        skip { Self.isToken($0) }
        return position > start ? String(decoding: bytes[start..<position], as: UTF8.self) : nil
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        skip { $0 == 0x20 || $0 == 0x09 }
    }

    private mutating func skip(while condition: (UInt8) -> Bool) {
        while position < bytes.count, condition(bytes[position]) { position += 1 }
    }

    private static let emptyable: Set<String> = ["realm", "service", "scope", "error"]

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static func isToken(_ byte: UInt8) -> Bool {
        isLetter(byte) || (0x30...0x39).contains(byte) || "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }

    private static func isToken68(_ byte: UInt8) -> Bool {
        isLetter(byte) || (0x30...0x39).contains(byte) || "-._~+/".utf8.contains(byte)
    }
}
