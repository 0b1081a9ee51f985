/// Where a scalar's own text starts, when anchor and tag stand before it.
enum ScalarBounds {
    /// Skips `&anchor`, `!tag` and the blanks, line breaks and comments behind them.
    static func skipProperties(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int {
        var at = start
        while at < end {
            switch bytes[at] {
            case UInt8(ascii: "&"), UInt8(ascii: "!"):
                while at < end, !isBlank(bytes[at]) { at += 1 }
            case UInt8(ascii: "#"):
                while at < end, bytes[at] != UInt8(ascii: "\n") { at += 1 }
            case let byte where isBlank(byte):
                at += 1
            default:
                return at
            }
        }
        return end
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
        default: false
        }
    }
}
