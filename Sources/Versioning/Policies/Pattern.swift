internal import CRE2

/// A Go regular expression, matched by RE2: the same syntax, and linear time on any pattern.
///
/// Source: <https://pkg.go.dev/regexp/syntax>.
final class Pattern: Sendable {
    // Sendable: the pattern is never changed after `init`, and RE2 documents matching as safe from many threads.
    nonisolated(unsafe) private let handle: OpaquePointer

    let groupCount: Int

    /// Enough for any pattern that people write; RE2's own default.
    private static let usualMemory: Int64 = 8 << 20

    /// What RE2 needs for the largest program that Go accepts: 128 MiB of 40-byte instructions, of which RE2 takes
    /// 16 bytes for each and keeps a quarter of its budget for them.
    private static let memory: Int64 = (128 << 20) / 40 * 16 * 4

    init(_ pattern: String) throws(PatternError) {
        let text = try GoPattern.rewritten(pattern)
        var handle = try Self.compile(text, Self.usualMemory)
        if cre2_is_too_large(handle) {
            cre2_free(handle)
            handle = try Self.compile(text, Self.memory)
        }
        guard cre2_is_valid(handle) else {
            let argument = String(cString: cre2_error_argument(handle))
            let message = String(cString: cre2_error(handle))
            cre2_free(handle)
            throw PatternError(GoPattern.position(of: argument, in: pattern), message)
        }
        self.handle = handle
        groupCount = Int(cre2_group_count(handle))
    }

    deinit { cre2_free(handle) }

    private static func compile(_ text: [UInt8], _ memory: Int64) throws(PatternError) -> OpaquePointer {
        let handle = text.withUnsafeBytes { bytes in
            cre2_compile(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, memory)
        }
        guard let handle else { throw PatternError(0, "a pattern that fits the memory") }
        return handle
    }

    /// The number of the group with that name.
    func group(named name: [UInt8]) -> Int? {
        let index = name.withUnsafeBytes { bytes in
            cre2_group_named(handle, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
        }
        return index < 0 ? nil : Int(index)
    }

    /// Finds the leftmost match in `text` and fills `spans`: the whole match, then as many groups as there is room.
    func match(_ text: Span<UInt8>, _ spans: inout [cre2_span]) -> Bool {
        text.withUnsafeBytes { bytes in
            let count = Int32(truncatingIfNeeded: spans.count)
            return spans.withUnsafeMutableBufferPointer { room in
                cre2_match(
                    handle,
                    bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
                    bytes.count,
                    room.baseAddress,
                    count,
                )
            }
        }
    }
}
