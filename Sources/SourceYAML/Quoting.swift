/// Spells a value for the place of a scalar that is there already.
public enum Quoting {
    /// The bytes that stand for `value` inside a scalar of the given style, or nil where that cannot be done safely.
    ///
    /// A quoted scalar keeps its quotes (they are outside of the range that is edited). A plain one stays plain when the
    /// value then still reads as the same string, and gets double quotes otherwise. A block scalar is never respelled.
    public static func spell(_ value: String, inside style: ScalarStyle) -> String? {
        guard value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
        switch style {
        case .plain:
            if PlainScalar.mayBePlain(value), PlainScalar.staysString(value) { return value }
            return escaped(value).map { "\"\($0)\"" }
        case .singleQuoted:
            return value.unicodeScalars.reduce(into: "") { $0 += $1 == "'" ? "''" : String($1) }
        case .doubleQuoted:
            return escaped(value)
        case .literal, .folded:
            return nil
        }
    }

    private static func escaped(_ value: String) -> String? {
        value.utf8.contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") } ? nil : value
    }
}
