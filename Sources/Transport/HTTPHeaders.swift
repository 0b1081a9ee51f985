/// The header fields of a request or a response, in their order, with names that compare without regard to case.
///
/// A name may occur several times (RFC 9110, section 5.2); ``values(for:)`` gives all of them.
public struct HTTPHeaders: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    public struct Field: Sendable, Equatable {
        public let name: String
        public let value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }

        public static func == (left: Field, right: Field) -> Bool {
            left.value == right.value && HTTPHeaders.equal(left.name, right.name)
        }
    }

    public private(set) var fields: [Field]

    public init(_ fields: [Field] = []) {
        self.fields = fields
    }

    public init(dictionaryLiteral elements: (String, String)...) {
        fields = elements.map { Field(name: $0.0, value: $0.1) }
    }

    /// All values of a field, in the order of arrival.
    public func values(for name: String) -> [String] {
        fields.lazy.filter { Self.equal($0.name, name) }.map(\.value)
    }

    /// The first value of a field.
    public subscript(name: String) -> String? {
        fields.first { Self.equal($0.name, name) }?.value
    }

    public mutating func add(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }

    public mutating func remove(_ name: String) {
        fields.removeAll { Self.equal($0.name, name) }
    }

    public mutating func set(_ name: String, _ value: String) {
        remove(name)
        add(name, value)
    }

    /// Field names are ASCII tokens: only the 26 letters fold.
    static func equal(_ left: String, _ right: String) -> Bool {
        left.utf8.elementsEqual(right.utf8) { lowered($0) == lowered($1) }
    }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}
