/// A place in a text, as people count: line and column from 1, columns in Unicode scalars.
public struct SourcePosition: Hashable, Sendable {
    public let line: Int
    public let column: Int

    public init(offset: Int, in bytes: [UInt8]) {
        let end = min(max(offset, 0), bytes.count)
        (line, column) = bytes.withUnsafeBufferPointer { buffer in
            var line = 1
            var lineStart = 0
            for index in 0..<end where buffer[index] == UInt8(ascii: "\n") {
                line += 1
                lineStart = index + 1
            }
            if lineStart == 0, buffer.starts(with: [0xEF, 0xBB, 0xBF]) { lineStart = min(3, end) }
            var column = 1
            for index in lineStart..<end where buffer[index] & 0xC0 != 0x80 { column += 1 }
            return (line, column)
        }
    }
}
