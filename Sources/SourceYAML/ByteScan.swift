/// Looks for up to 64 texts in one pass over the bytes.
///
/// Each text is told by two of its bytes that seldom stand side by side in YAML; only where such a pair is met is the
/// text itself compared. A text that has been found is not looked for again, nor are others of the same sign. Twenty
/// searches with `memmem` took six times as long.
struct ByteScan: Sendable {
    enum Check {
        /// Anywhere.
        case word
        /// As the end of a key, or of one in the plural.
        case key
        /// A whole line.
        case line
    }

    struct Pattern: Sendable {
        let bytes: [UInt8]
        let check: Check
        let sign: UInt32
        /// Where in the text its rarest pair stands.
        let pair: Int

        init(_ text: String, _ check: Check, sign: UInt32) {
            let bytes = Array(text.utf8)
            self.bytes = bytes
            self.check = check
            self.sign = sign
            let pairs = bytes.indices.dropLast()
            pair =
                pairs.min { Self.frequency(bytes[$0], bytes[$0 + 1]) < Self.frequency(bytes[$1], bytes[$1 + 1]) } ?? 0
        }

        private static func frequency(_ first: UInt8, _ second: UInt8) -> Int { frequency(first) * frequency(second) }

        /// How often a byte is met in manifests: of a thousand bytes of real trees.
        private static func frequency(_ byte: UInt8) -> Int {
            switch byte {
            case UInt8(ascii: " "): 360
            case UInt8(ascii: "\n"): 25
            case UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "."): 15
            case UInt8(ascii: "a")...UInt8(ascii: "z"): letters[Int(byte - UInt8(ascii: "a"))]
            case UInt8(ascii: "/"), UInt8(ascii: "\""): 7
            default: 2
            }
        }

        /// From a to z.
        private static let letters = [
            36, 7, 20, 15, 65, 8, 8, 12, 31, 1, 5, 19, 16, 30, 33, 18, 1, 33, 36, 45, 14, 6, 3, 3, 8, 1,
        ]
    }

    private let patterns: [Pattern]
    /// By byte: the patterns (by bit) whose pair starts with it, and whose pair ends with it.
    private let tables: [UInt64]
    private let all: UInt64
    /// The patterns of the same signs.
    private let bySign: [(sign: UInt32, patterns: UInt64)]

    init(_ patterns: [Pattern]) {
        precondition(patterns.count <= UInt64.bitWidth)
        self.patterns = patterns
        var tables = [UInt64](repeating: 0, count: 512)
        for (index, pattern) in patterns.enumerated() where !pattern.bytes.isEmpty {
            let bit: UInt64 = 1 << UInt64(index)
            tables[Int(pattern.bytes[pattern.pair])] |= bit
            if pattern.bytes.count > 1 {
                tables[256 + Int(pattern.bytes[pattern.pair + 1])] |= bit
            } else {
                for byte in 256..<512 { tables[byte] |= bit }
            }
        }
        self.tables = tables
        let signs = Set(patterns.map(\.sign))
        bySign = signs.map { sign in
            (sign, patterns.indices.reduce(0) { patterns[$1].sign == sign ? $0 | 1 << UInt64($1) : $0 })
        }
        all = patterns.count == UInt64.bitWidth ? ~0 : (1 << UInt64(patterns.count)) - 1
    }

    /// The signs of all texts that occur.
    func signs(in bytes: UnsafeRawBufferPointer) -> UInt32 {
        guard let base = bytes.baseAddress, !bytes.isEmpty else { return 0 }
        return tables.withUnsafeBufferPointer { tables in
            guard let starting = tables.baseAddress else { return 0 }
            let ending = starting + 256
            var found: UInt32 = 0
            var open = all
            var index = 0
            let last = bytes.count - 1
            var starts = starting[Int(base.load(as: UInt8.self))]
            while open != 0, index <= last {
                var met: UInt64 = 0
                // The inner loop is all that most bytes see: nothing but two look-ups.
                while met == 0, index < last {
                    index &+= 1
                    let byte = Int(base.load(fromByteOffset: index, as: UInt8.self))
                    met = starts & ending[byte]
                    starts = starting[byte]
                }
                if met == 0 {
                    // Behind the last byte, one is as good as any other.
                    met = starts & ending[0]
                    index = last + 1
                }
                met &= open
                if met != 0 {
                    found |= signs(of: met, at: index - 1, in: bytes)
                    open = stillOpen(found)
                }
            }
            return found
        }
    }

    /// The signs of those of some patterns whose text stands where their pair was met.
    private func signs(of met: UInt64, at index: Int, in bytes: UnsafeRawBufferPointer) -> UInt32 {
        var signs: UInt32 = 0
        var rest = met
        while rest != 0 {
            let pattern = patterns[rest.trailingZeroBitCount]
            rest &= rest - 1
            let start = index - pattern.pair
            if start >= 0, Self.stands(pattern, at: start, in: bytes) { signs |= pattern.sign }
        }
        return signs
    }

    private func stillOpen(_ found: UInt32) -> UInt64 {
        bySign.reduce(0) { $1.sign & ~found != 0 ? $0 | $1.patterns : $0 }
    }

    private static func stands(_ pattern: Pattern, at start: Int, in bytes: UnsafeRawBufferPointer) -> Bool {
        let end = start + pattern.bytes.count
        guard end <= bytes.count else { return false }
        for (offset, byte) in pattern.bytes.enumerated() where bytes[start + offset] != byte { return false }
        switch pattern.check {
        case .word: return true
        case .key: return endsKey(end, in: bytes)
        case .line:
            let startsLine = start == 0 || bytes[start - 1] == UInt8(ascii: "\n")
            return startsLine
                && (end == bytes.count || bytes[end] == UInt8(ascii: "\n") || bytes[end] == UInt8(ascii: "\r"))
        }
    }

    private static func endsKey(_ end: Int, in bytes: UnsafeRawBufferPointer) -> Bool {
        var end = end
        if end < bytes.count, bytes[end] == UInt8(ascii: "s") { end += 1 }
        guard end < bytes.count else { return false }
        switch bytes[end] {
        case UInt8(ascii: ":"), UInt8(ascii: "\""), UInt8(ascii: "'"): return true
        case UInt8(ascii: " "): return end + 1 < bytes.count && bytes[end + 1] == UInt8(ascii: ":")
        default: return false
        }
    }
}
