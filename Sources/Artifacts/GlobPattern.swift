/// A pattern in gitignore's syntax: `*` and `?` stay within a segment, `**` crosses segments, `[…]` is a class.
public struct GlobPattern: Sendable {
    private let literal: String?
    private let segments: [[UInt8]]
    private let isAnchored: Bool

    /// - Parameter literals: Texts that exist; a pattern that is one of them means only itself.
    public init(_ pattern: String, literals: Set<String> = []) {
        literal = literals.contains(pattern) ? pattern : nil
        var text = pattern[...]
        if text.hasSuffix("/") { text = text.dropLast() }
        // As in gitignore, a slash that is not the last character ties the pattern to the top.
        isAnchored = text.contains("/")
        if text.hasPrefix("/") { text = text.dropFirst() }
        segments = text.split(separator: "/", omittingEmptySubsequences: false).map { Array($0.utf8) }
    }

    /// Whether an artifact is meant: by its whole identity or by its last segment.
    public func matches(artifact identity: String, lastSegment: String) -> Bool {
        if let literal { return identity == literal }
        let whole = identity.split(separator: "/", omittingEmptySubsequences: false).map { Array($0.utf8) }
        if Self.match(segments[...], whole[...]) { return true }
        return segments.count == 1 && Self.match(segments[0][...], Array(lastSegment.utf8)[...])
    }

    /// Whether a file is meant: by its path, or by a folder above it.
    public func matches(path: String) -> Bool {
        if let literal { return path == literal }
        let whole = path.split(separator: "/").map { Array($0.utf8) }
        guard isAnchored else { return whole.contains { Self.match(segments[0][...], $0[...]) } }
        return (1...max(1, whole.count)).contains { Self.match(segments[...], whole.prefix($0)) }
    }

    private static func match(_ pattern: ArraySlice<[UInt8]>, _ text: ArraySlice<[UInt8]>) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        if first.elementsEqual("**".utf8) {
            let rest = pattern.dropFirst()
            if rest.isEmpty { return !text.isEmpty }
            return (text.startIndex...text.endIndex).contains { match(rest, text[$0...]) }
        }
        guard let segment = text.first, match(first[...], segment[...]) else { return false }
        return match(pattern.dropFirst(), text.dropFirst())
    }

    /// One segment, with the last star retried: linear but for that star.
    private static func match(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
        var pattern = pattern
        var text = text
        var retry: (pattern: ArraySlice<UInt8>, text: ArraySlice<UInt8>)?
        while true {
            if let symbol = pattern.first, symbol == UInt8(ascii: "*") {
                pattern = pattern.dropFirst()
                retry = (pattern, text)
                continue
            }
            guard let byte = text.first else { return pattern.isEmpty }
            if let rest = matchOne(pattern, byte) {
                pattern = rest
                text = text.dropFirst()
            } else if let last = retry, !last.text.isEmpty {
                pattern = last.pattern
                text = last.text.dropFirst()
                retry = (pattern, text)
            } else {
                return false
            }
        }
    }

    /// The pattern behind its first symbol when that matches the byte.
    private static func matchOne(_ pattern: ArraySlice<UInt8>, _ byte: UInt8) -> ArraySlice<UInt8>? {
        guard let symbol = pattern.first else { return nil }
        switch symbol {
        case UInt8(ascii: "?"):
            return pattern.dropFirst()
        case UInt8(ascii: "\\"):
            guard let next = pattern.dropFirst().first else { return nil }
            return next == byte ? pattern.dropFirst(2) : nil
        case UInt8(ascii: "["):
            return matchClass(pattern.dropFirst(), byte)
        default:
            return symbol == byte ? pattern.dropFirst() : nil
        }
    }

    private static func matchClass(_ pattern: ArraySlice<UInt8>, _ byte: UInt8) -> ArraySlice<UInt8>? {
        var rest = pattern
        let isNegated = rest.first == UInt8(ascii: "!") || rest.first == UInt8(ascii: "^")
        if isNegated { rest = rest.dropFirst() }
        var found = false
        var isFirst = true
        while let low = rest.first, isFirst || low != UInt8(ascii: "]") {
            isFirst = false
            rest = rest.dropFirst()
            var high = low
            if rest.first == UInt8(ascii: "-"), let end = rest.dropFirst().first, end != UInt8(ascii: "]") {
                high = end
                rest = rest.dropFirst(2)
            }
            if low <= byte, byte <= high { found = true }
        }
        guard rest.first == UInt8(ascii: "]"), found != isNegated else { return nil }
        return rest.dropFirst()
    }
}
