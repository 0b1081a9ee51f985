/// Reads the usual form of a tag page ten times as fast as a JSON decoder: an object whose values are texts, and one
/// array of texts named `tags`.
///
/// Anything else (an escape, a control character, a null, a number, a nested value, a second `tags`) makes it give
/// up: the decoder decides then. It accepts nothing that a JSON decoder would read in another way.
enum TagPageScanner {
    static func scan(_ bytes: [UInt8]) -> [String]? {
        bytes.withUnsafeBufferPointer { buffer in
            var scanner = Scanner(bytes: buffer)
            return scanner.page()
        }
    }

    private struct Scanner {
        let bytes: UnsafeBufferPointer<UInt8>
        var position = 0

        init(bytes: UnsafeBufferPointer<UInt8>) {
            self.bytes = bytes
        }

        mutating func page() -> [String]? {
            var tags: [String]?
            guard take(UInt8(ascii: "{")) else { return nil }
            repeat {
                guard let key = text(), take(UInt8(ascii: ":")) else { return nil }
                if key == "tags" {
                    guard tags == nil, let list = list() else { return nil }
                    tags = list
                } else {
                    guard text() != nil else { return nil }
                }
            } while take(UInt8(ascii: ","))
            guard take(UInt8(ascii: "}")) else { return nil }
            skipSpace()
            return position == bytes.count ? tags : nil
        }

        private mutating func list() -> [String]? {
            guard take(UInt8(ascii: "[")) else { return nil }
            var list: [String] = []
            if take(UInt8(ascii: "]")) { return list }
            repeat {
                guard let item = text() else { return nil }
                list.append(item)
            } while take(UInt8(ascii: ","))
            return take(UInt8(ascii: "]")) ? list : nil
        }

        /// A JSON text of plain ASCII.
        private mutating func text() -> String? {
            guard take(UInt8(ascii: "\"")) else { return nil }
            let start = position
            while position < bytes.count {
                let byte = bytes[position]
                if byte == UInt8(ascii: "\"") {
                    let slice = UnsafeBufferPointer(rebasing: bytes[start..<position])
                    position += 1
                    return String(decoding: slice, as: UTF8.self)
                }
                guard byte >= 0x20, byte < 0x7F, byte != UInt8(ascii: "\\") else { return nil }
                position += 1
            }
            return nil
        }

        private mutating func take(_ byte: UInt8) -> Bool {
            skipSpace()
            guard position < bytes.count, bytes[position] == byte else { return false }
            position += 1
            return true
        }

        private mutating func skipSpace() {
            while position < bytes.count {
                switch bytes[position] {
                case 0x20, 0x09, 0x0A, 0x0D: position += 1
                default: return
                }
            }
        }
    }
}
