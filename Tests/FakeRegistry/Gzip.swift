/// Gzip (RFC 1952) without a library: as much of it as servers need to send good and bad streams.
public enum Gzip {
    /// The bytes in stored blocks: a valid stream that is no smaller.
    public static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var result = header
        var start = 0
        repeat {
            let piece = bytes[start..<min(start + 0xFFFF, bytes.count)]
            start += piece.count
            result.append(start == bytes.count ? 1 : 0)
            result += little(UInt64(piece.count), 2) + little(UInt64(~UInt16(piece.count)), 2) + piece
        } while start < bytes.count
        return result + little(UInt64(crc32(bytes)), 4) + little(UInt64(bytes.count), 4)
    }

    /// A stream that unpacks to at least so many bytes, 158 times its own size: a space, copied over and over. It has
    /// no end, so that nothing but a limit stops it.
    public static func bomb(unpacked: Int) -> [UInt8] {
        var bits = BitWriter()
        bits.put(0b011, 3)  // last block, fixed codes
        bits.putCode(0x30 + 0x20, 8)
        for _ in 0...(unpacked / 258) {
            bits.putCode(0b1100_0101, 8)  // length 258
            bits.putCode(0, 5)  // distance 1
        }
        return header + bits.bytes
    }

    private static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]

    private static func little(_ value: UInt64, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var crc = ~UInt32(0)
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }

    /// Deflate fills bytes from their lowest bit; codes go in from their highest.
    private struct BitWriter {
        private(set) var bytes: [UInt8] = []
        private var used = 8

        mutating func put(_ value: Int, _ count: Int) {
            for bit in 0..<count { append(value >> bit & 1) }
        }

        mutating func putCode(_ code: Int, _ count: Int) {
            for bit in (0..<count).reversed() { append(code >> bit & 1) }
        }

        private mutating func append(_ bit: Int) {
            if used == 8 {
                bytes.append(0)
                used = 0
            }
            bytes[bytes.count - 1] |= UInt8(bit << used)
            used += 1
        }
    }
}
