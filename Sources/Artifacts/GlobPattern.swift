/// A pattern in gitignore's syntax: `*` and `?` stay within a segment, `**` crosses segments, `[…]` is a class.
public struct GlobPattern: Sendable {
    private let literal: String?
    private let segments: [[UInt8]]
    private let isAnchored: Bool
    private let isFolder: Bool
    private let base: String

    /// - Parameters:
    ///   - literals: Texts that exist; a pattern that is one of them means only itself.
    ///   - base: The folder that paths are relative to, seen from the one that the pattern is relative to.
    public init(_ pattern: String, literals: Set<String> = [], below base: String = "") {
        self.base = base.isEmpty ? "" : "\(base)/"
        literal = literals.contains(pattern) ? pattern : nil
        var text = pattern[...]
        isFolder = text.hasSuffix("/")
        if isFolder { text = text.dropLast() }
        // As in gitignore, a slash that is not the last character ties the pattern to the top.
        isAnchored = text.contains("/")
        if text.hasPrefix("/") { text = text.dropFirst() }
        var segments = Self.segments(of: text)
        // At the end it means everything inside, and not the folder itself.
        if segments.last?.elementsEqual("**".utf8) == true { segments.append([UInt8(ascii: "*")]) }
        self.segments = segments
    }

    /// Whether an artifact is meant: by its whole identity or by its last segment.
    public func matches(artifact identity: String, lastSegment: String) -> Bool {
        if let literal { return identity == literal }
        return Self.match(segments[...], Self.segments(of: identity[...])[...])
            || Self.match(segments[...], [Array(lastSegment.utf8)])
    }

    /// Whether a file is meant: by its path, or by a folder above it; with a slash at the end only by a folder.
    public func matches(path: String) -> Bool {
        if let literal { return path == literal }
        let whole = Self.segments(of: (base + path)[...])
        let named = isFolder ? whole.dropLast() : whole[...]
        guard isAnchored else { return named.contains { Self.match(segments[0][...], $0[...]) } }
        return named.indices.contains { Self.match(segments[...], named[...$0]) }
    }

    /// Whether exactly this file or folder is meant, as gitignore reads a line: not by a folder above it.
    public func matches(entry path: String, isFolder: Bool) -> Bool {
        guard isFolder || !self.isFolder else { return false }
        if let literal { return path == literal }
        let whole = Self.segments(of: (base + path)[...])
        return isAnchored ? Self.match(segments[...], whole[...]) : Self.match(segments[...], whole.suffix(1))
    }

    private static func segments(of text: Substring) -> [[UInt8]] {
        text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { Array($0) }
    }

    /// Segment by segment, with the last `**` retried: no more than the product of both counts.
    private static func match(_ pattern: ArraySlice<[UInt8]>, _ text: ArraySlice<[UInt8]>) -> Bool {
        var pattern = pattern
        var text = text
        var retry: (pattern: ArraySlice<[UInt8]>, text: ArraySlice<[UInt8]>)?
        while true {
            if let first = pattern.first, first.elementsEqual("**".utf8) {
                pattern = pattern.dropFirst()
                retry = (pattern, text)
                continue
            }
            guard let segment = text.first else { return pattern.isEmpty }
            if let first = pattern.first, match(first[...], segment[...]) {
                pattern = pattern.dropFirst()
                text = text.dropFirst()
            } else if let last = retry {
                pattern = last.pattern
                text = last.text.dropFirst()
                retry = (pattern, text)
            } else {
                return false
            }
        }
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
        while let next = rest.first, isFirst || next != UInt8(ascii: "]") {
            isFirst = false
            guard let low = takeMember(&rest) else { return nil }
            var high = low
            if rest.first == UInt8(ascii: "-"), let end = rest.dropFirst().first, end != UInt8(ascii: "]") {
                rest = rest.dropFirst()
                guard let end = takeMember(&rest) else { return nil }
                high = end
            }
            if low <= byte, byte <= high { found = true }
        }
        guard rest.first == UInt8(ascii: "]"), found != isNegated else { return nil }
        return rest.dropFirst()
    }

    /// One byte of a class; a backslash takes its meaning away.
    private static func takeMember(_ rest: inout ArraySlice<UInt8>) -> UInt8? {
        if rest.first == UInt8(ascii: "\\") { rest = rest.dropFirst() }
        return rest.popFirst()
    }
}
