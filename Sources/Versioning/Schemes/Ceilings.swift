/// The highest numbers that belong to the present way of numbering, place by place.
///
/// A listing may keep a few tags of an older numbering with the same shape: `1.8.1259` beside `1.2.2`. They stand
/// apart by a gap of more than ten times, and are few. When in doubt no ceiling is set, or the newer numbering is
/// missed: an update that was not offered does less harm than one to a left-over.
struct Ceilings: Sendable {
    /// Empty when no place has a ceiling.
    private var limits: [UInt64] = []

    /// Numbers below this never stand apart.
    private static let least: UInt64 = 1000
    private static let gap: UInt64 = 10
    /// A judgement needs at least this many tags of the present numbering.
    private static let quorum = 4

    /// The numbers of all tags of one shape, place by place.
    struct Columns {
        fileprivate let current: [UInt64]
        fileprivate var values: [[UInt64]]

        init(_ current: [UInt64]) {
            self.current = current
            values = current.map { _ in [] }
        }

        mutating func add(_ shape: TagShape, _ bytes: Span<UInt8>) {
            var place = 0
            for i in shape.mainStart..<shape.mainEnd where shape.pieces[i].kind == .number {
                if place < values.count {
                    let piece = shape.pieces[i]
                    values[place].append(CalendarDigits.value(bytes, Int(piece.start), piece.count))
                }
                place += 1
            }
        }
    }

    init() {}

    init(_ columns: Columns) {
        let limits = columns.values.indices.map { Self.limit(columns.values[$0], current: columns.current[$0]) }
        if limits.contains(where: { $0 != .max }) { self.limits = limits }
    }

    private static func limit(_ column: [UInt64], current: UInt64) -> UInt64 {
        guard let highest = column.max(), highest >= least, highest / gap > current else { return .max }
        let sorted = column.sorted()
        for i in sorted.indices.dropFirst() where sorted[i] >= least {
            let below = max(sorted[i - 1], current)
            guard sorted[i] > current, sorted[i] / gap > below else { continue }
            let above = sorted.count - i
            return i >= quorum && above * 4 <= i ? below : .max
        }
        return .max
    }

    func exclude(_ shape: TagShape, _ bytes: Span<UInt8>) -> Bool {
        if limits.isEmpty { return false }
        var place = 0
        for i in shape.mainStart..<shape.mainEnd where shape.pieces[i].kind == .number {
            let piece = shape.pieces[i]
            if place < limits.count, CalendarDigits.value(bytes, Int(piece.start), piece.count) > limits[place] {
                return true
            }
            place += 1
        }
        return false
    }
}
