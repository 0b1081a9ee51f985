/// Where a value stands in values: keys from the outermost inwards, written as Helm's `--set` writes them.
///
/// A key that holds a dot has a backslash before it. Items of lists are `[3]`, or `[name=web]` where the items of the
/// list have names.
public struct ValuePath: Hashable, Comparable, Sendable, CustomStringConvertible {
    public var keys: [String]

    public init(_ keys: [String] = []) { self.keys = keys }

    public static func / (path: ValuePath, key: String) -> ValuePath { ValuePath(path.keys + [key]) }

    /// Empty for the root.
    public var description: String {
        keys.reduce(into: "") { text, key in
            if Self.isItem(key) {
                text += key
            } else {
                text += (text.isEmpty ? "" : ".") + key.replacing(".", with: "\\.")
            }
        }
    }

    public var isRoot: Bool { keys.isEmpty }
    public var last: String { keys.last ?? "" }
    public var parent: ValuePath { ValuePath(keys.dropLast()) }

    /// True for the path itself and for every path above it.
    public func isWithin(_ other: ValuePath) -> Bool { keys.starts(with: other.keys) }

    /// The path as seen from `other`, which it lies within.
    public func relative(to other: ValuePath) -> ValuePath { ValuePath(Array(keys.dropFirst(other.keys.count))) }

    /// True for `[3]` and `[name=web]`.
    public static func isItem(_ key: String) -> Bool { key.hasPrefix("[") && key.hasSuffix("]") }

    public static func < (left: ValuePath, right: ValuePath) -> Bool {
        for (a, b) in zip(left.keys, right.keys) where a != b { return a.utf8.lexicographicallyPrecedes(b.utf8) }
        return left.keys.count < right.keys.count
    }
}
