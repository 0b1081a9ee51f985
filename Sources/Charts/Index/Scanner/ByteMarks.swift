/// Finds bytes eight at a time. Texts end in a line feed with readable bytes behind it, and nothing is found beyond.
enum ByteMarks {
    /// Eight bytes, the first of them lowest.
    @inline(__always)
    static func word(_ text: UnsafePointer<UInt8>, _ at: Int) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(text + at).loadUnaligned(as: UInt64.self))
    }

    /// The first line feed, colon or `#` at or behind a place: what ends a plain text or may.
    @inline(__always)
    static func plainEnd(_ text: UnsafePointer<UInt8>, from start: Int) -> Int {
        var at = start
        while true {
            let word = word(text, at)
            let marks =
                (zeros(word ^ all(.lineFeed)) | zeros(word ^ all(UInt8(ascii: ":")))
                    | zeros(word ^ all(UInt8(ascii: "#"))))
                & highs
            if marks != 0 { return at &+ marks.trailingZeroBitCount >> 3 }
            at &+= 8
        }
    }

    /// The first line feed, backslash or quote of one kind.
    @inline(__always)
    static func quoteEnd(_ text: UnsafePointer<UInt8>, from start: Int, quote: UInt8) -> Int {
        var at = start
        while true {
            let word = word(text, at)
            let marks =
                (zeros(word ^ all(.lineFeed)) | zeros(word ^ all(UInt8(ascii: "\\"))) | zeros(word ^ all(quote)))
                & highs
            if marks != 0 { return at &+ marks.trailingZeroBitCount >> 3 }
            at &+= 8
        }
    }

    @inline(__always)
    static func lineEnd(_ text: UnsafePointer<UInt8>, from start: Int) -> Int {
        var at = start
        while true {
            let marks = zeros(word(text, at) ^ all(.lineFeed)) & highs
            if marks != 0 { return at &+ marks.trailingZeroBitCount >> 3 }
            at &+= 8
        }
    }

    /// The first byte that is no space.
    @inline(__always)
    static func spacesEnd(_ text: UnsafePointer<UInt8>, from start: Int) -> Int {
        var at = start
        while true {
            let others = word(text, at) ^ all(.space)
            if others != 0 { return at &+ others.trailingZeroBitCount >> 3 }
            at &+= 8
        }
    }

    /// How many bytes are the same from two places on; the second is the later one.
    @inline(__always)
    static func commonLength(_ text: UnsafePointer<UInt8>, _ first: Int, _ second: Int, end: Int) -> Int {
        var length = 0
        while second &+ length < end {
            let different = word(text, first &+ length) ^ word(text, second &+ length)
            if different != 0 { return min(length &+ different.trailingZeroBitCount >> 3, end &- second) }
            length &+= 8
        }
        return end &- second
    }

    private static var highs: UInt64 { 0x8080_8080_8080_8080 }

    @inline(__always)
    private static func all(_ byte: UInt8) -> UInt64 { 0x0101_0101_0101_0101 &* UInt64(byte) }

    /// The highest bit of each byte that is zero, beside other bits. Bytes above the lowest of them may have theirs set too.
    @inline(__always)
    private static func zeros(_ word: UInt64) -> UInt64 { (word &- all(1)) & ~word }
}
