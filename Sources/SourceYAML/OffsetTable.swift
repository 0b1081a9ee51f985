/// Turns libyaml's marks, which count characters, into byte offsets.
///
/// A text of ASCII alone needs no table. Otherwise every 64th character's offset is kept, and the rest is walked. A
/// byte order mark is not counted by libyaml: character 0 is the byte behind it.
struct OffsetTable {
    private static let stride = 64

    private let first: Int
    private let checkpoints: [Int]

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        first = ByteOrderMark.starts(bytes) ? ByteOrderMark.length : 0
        checkpoints = Self.isASCII(bytes) ? [] : Self.checkpoints(bytes, from: first)
    }

    /// The byte at which character `index` starts; an index at the end gives the count of bytes.
    func byte(_ index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        guard !checkpoints.isEmpty else { return min(first + index, bytes.count) }
        let checkpoint = min(index / Self.stride, checkpoints.count - 1)
        var byte = checkpoints[checkpoint]
        var left = index - checkpoint * Self.stride
        while left > 0, byte < bytes.count {
            byte += Self.width(bytes[byte])
            left -= 1
        }
        return min(byte, bytes.count)
    }

    private static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var union: UInt8 = 0
        for byte in bytes { union |= byte }
        return union < 0x80
    }

    private static func checkpoints(_ bytes: UnsafeBufferPointer<UInt8>, from first: Int) -> [Int] {
        var offsets: [Int] = []
        offsets.reserveCapacity(bytes.count / stride + 1)
        var byte = first
        var character = 0
        while byte < bytes.count {
            if character % stride == 0 { offsets.append(byte) }
            byte += width(bytes[byte])
            character += 1
        }
        return offsets
    }

    private static func width(_ lead: UInt8) -> Int {
        switch lead {
        case 0..<0x80: 1
        case 0x80..<0xE0: 2
        case 0xE0..<0xF0: 3
        default: 4
        }
    }
}
