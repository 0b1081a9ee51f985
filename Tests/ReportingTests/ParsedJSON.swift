import FoundationEssentials
import Reporting

/// A JSON text as another implementation reads it; the order of members is lost.
struct ParsedJSON: Decodable {
    let value: JSONValue

    init(from decoder: any Decoder) throws {
        if let object = try? decoder.container(keyedBy: Name.self) {
            value = .object(
                try object.allKeys.map {
                    JSONValue.Member($0.stringValue, try object.decode(Self.self, forKey: $0).value)
                }
            )
        } else if var list = try? decoder.unkeyedContainer() {
            var items: [JSONValue] = []
            while !list.isAtEnd { items.append(try list.decode(Self.self).value) }
            value = .array(items)
        } else {
            let leaf = try decoder.singleValueContainer()
            if leaf.decodeNil() {
                value = .null
            } else if let bool = try? leaf.decode(Bool.self) {
                value = .bool(bool)
            } else if let number = try? leaf.decode(Int.self) {
                value = .number(number)
            } else {
                value = .string(try leaf.decode(String.self))
            }
        }
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

extension JSONValue {
    /// The same value with its members sorted by name.
    var sorted: JSONValue {
        switch self {
        case .array(let items): .array(items.map(\.sorted))
        case .object(let members):
            .object(members.map { Member($0.name, $0.value.sorted) }.sorted { $0.name < $1.name })
        case .null, .bool, .number, .string: self
        }
    }
}
