import FoundationEssentials
import TestSupport

/// A JSON value that can be compared with the part of another that matters.
enum JSONTree: Decodable, Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([JSONTree])
    case object([String: JSONTree])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let list = try? value.decode([JSONTree].self) {
            self = .list(list)
        } else {
            self = .object(try value.decode([String: JSONTree].self))
        }
    }

    init(_ data: Data) throws { self = try JSONDecoder().decode(JSONTree.self, from: data) }

    static func read(_ path: String) throws -> JSONTree { try JSONTree(Data(Places.bytes(path))) }

    subscript(key: String) -> JSONTree? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    var items: [JSONTree] {
        if case .list(let items) = self { items } else { [] }
    }

    /// Nil for anything but a text.
    var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    var id: String { self["id"]?.text ?? "-" }

    /// Where a value lacks something of this one: members that this one does not name do not count, lists must be equally
    /// long.
    func differences(from other: JSONTree?, at path: String = "") -> [String] {
        switch (self, other) {
        case (.object(let members), .object?):
            members.sorted { $0.key < $1.key }.flatMap { $1.differences(from: other?[$0], at: "\(path)/\($0)") }
        case (.list(let mine), .list(let theirs)?) where mine.count == theirs.count:
            mine.indices.flatMap { mine[$0].differences(from: theirs[$0], at: "\(path)/\($0)") }
        default:
            self == other ? [] : ["\(path) is \(other.map { "\($0)" } ?? "absent"), expected \(self)"]
        }
    }
}
