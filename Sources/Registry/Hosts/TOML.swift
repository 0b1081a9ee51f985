internal import CTOML
internal import FoundationEssentials

/// TOML 1.0, read by toml++ and handed over as JSON.
enum TOML {
    struct Problem: Error, Equatable {
        /// From 1; 0 when the problem has no place.
        let line: Int
        let column: Int
        let message: String
    }

    /// Decodes a document. Dates come as strings.
    static func decode<Document: Decodable>(_ type: Document.Type, from text: [UInt8]) throws(Problem) -> Document {
        let json = Data(try json(text))
        do {
            return try JSONDecoder().decode(type, from: json)
        } catch {
            throw Problem(line: 0, column: 0, message: "nested too deeply")
        }
    }

    private static func json(_ text: [UInt8]) throws(Problem) -> [UInt8] {
        let answer = text.withUnsafeBytes { bytes in
            ctoml_to_json(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
        }
        guard let start = answer.text else { throw Problem(line: 0, column: 0, message: "memory is exhausted") }
        defer { ctoml_free(start) }
        let bytes = Array(UnsafeRawBufferPointer(start: start, count: answer.length))
        guard answer.is_json else {
            throw Problem(
                line: Int(answer.line), column: Int(answer.column), message: String(decoding: bytes, as: UTF8.self))
        }
        return bytes
    }
}

/// A value of a TOML document whose shape is not known to be right.
indirect enum TOMLValue: Decodable {
    case string(String)
    case bool(Bool)
    case array([TOMLValue])
    case table([String: TOMLValue])
    /// A number, or something nested deeper than anything that is looked at.
    case other

    private static let depth = 8

    init(from decoder: any Decoder) throws {
        let box = try decoder.singleValueContainer()
        if let text = try? box.decode(String.self) {
            self = .string(text)
        } else if let flag = try? box.decode(Bool.self) {
            self = .bool(flag)
        } else if decoder.codingPath.count > Self.depth {
            self = .other
        } else if let list = try? box.decode([TOMLValue].self) {
            self = .array(list)
        } else if let table = try? box.decode([String: TOMLValue].self) {
            self = .table(table)
        } else {
            self = .other
        }
    }
}
