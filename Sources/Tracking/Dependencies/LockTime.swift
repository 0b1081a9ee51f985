internal import Transport

/// When a lock is made.
public struct LockTime: Hashable, Sendable {
    let seconds: Int64
    private let nanoseconds: Int
    private let offset: Int

    /// - Parameters:
    ///   - seconds: Since 1970.
    ///   - nanoseconds: Of the second.
    ///   - offset: Of the clock on the wall, in seconds east of Greenwich.
    public init(seconds: Int64, nanoseconds: Int = 0, offset: Int = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
        self.offset = offset
    }

    /// RFC 3339 as Go writes it: nanoseconds without zeros at the end, `Z` where the clock has no offset.
    public var text: String {
        let minutes = offset / 60
        let clock = String(HTTPDate.timestamp(seconds + Int64(minutes * 60)).dropLast())
        var fraction = String(nanoseconds)
        fraction = String(repeating: "0", count: max(0, 9 - fraction.count)) + fraction
        while fraction.hasSuffix("0") { fraction.removeLast() }
        if !fraction.isEmpty { fraction = "." + fraction }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let size = minutes.magnitude
        let zone = minutes == 0 ? "Z" : "\(minutes < 0 ? "-" : "+")\(two(Int(size) / 60)):\(two(Int(size) % 60))"
        return clock + fraction + zone
    }
}
