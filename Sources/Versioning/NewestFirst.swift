/// An order for people: versions before other texts, the newest at the top.
///
/// Tags of one repository follow no single scheme, so this order is for reading; decisions use a `Scheme`.
public enum NewestFirst {
    public static func sorted(_ texts: [String]) -> [String] {
        let versions = texts.map { text in (text, try? Version(text.replacing("_", with: "+"))) }
        return versions.sorted { left, right in
            switch (left.1, right.1) {
            case (let a?, let b?):
                if a < b { return false }
                if b < a { return true }
                return left.0.utf8.lexicographicallyPrecedes(right.0.utf8)
            case (.some, nil): return true
            case (nil, .some): return false
            case (nil, nil): return left.0.utf8.lexicographicallyPrecedes(right.0.utf8)
            }
        }.map(\.0)
    }
}
