/// Precedence of pre-releases, over bytes.
enum Prerelease {
    /// Compares two non-empty pre-releases, identifier by identifier; a missing identifier is lower.
    static func compare(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Int {
        var i = 0
        var j = 0
        while true {
            let iEnd = identifierEnd(a, i)
            let jEnd = identifierEnd(b, j)
            let order = compareIdentifiers(a.extracting(i..<iEnd), b.extracting(j..<jEnd))
            if order != 0 { return order }
            switch (iEnd == a.count, jEnd == b.count) {
            case (true, true): return 0
            case (true, false): return -1
            case (false, true): return 1
            case (false, false): break
            }
            i = iEnd + 1
            j = jEnd + 1
        }
    }

    private static func identifierEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: ".") { end += 1 }
        return end
    }

    /// Numbers by value and below words; words by byte. A number beyond 64 bits counts as a word, as in Masterminds.
    private static func compareIdentifiers(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Int {
        switch (number(a), number(b)) {
        case let (x?, y?): x == y ? 0 : x < y ? -1 : 1
        case (_?, nil): -1
        case (nil, _?): 1
        case (nil, nil): compareBytes(a, b)
        }
    }

    private static func number(_ identifier: Span<UInt8>) -> UInt64? {
        var cursor = 0
        guard let value = identifier.digits(&cursor), cursor == identifier.count else { return nil }
        return value
    }

    private static func compareBytes(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Int {
        var i = 0
        while i < a.count, i < b.count {
            if a[i] != b[i] { return a[i] < b[i] ? -1 : 1 }
            i += 1
        }
        return a.count == b.count ? 0 : a.count < b.count ? -1 : 1
    }
}
