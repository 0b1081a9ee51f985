/// A difference between the `values.schema.json` of two versions of a chart.
public struct SchemaChange: Hashable, Sendable {
    /// The raw values are part of the JSON contract.
    public enum Kind: String, Sendable, CaseIterable {
        /// There is a schema now, and there was none, or the other way round.
        case schemaAdded, schemaRemoved
        case propertyAdded, propertyRemoved
        case nowRequired, noLongerRequired
        /// Fewer types, or fewer values, than before.
        case typeNarrowed, typeWidened, enumNarrowed, enumWidened
        /// Keys that are not named are refused now, or are allowed again.
        case closed, opened
        /// A pattern, length or number is bounded that was not, or otherwise.
        case boundChanged
    }

    public let kind: Kind
    public let path: ValuePath
    /// The types, values or bounds, in words.
    public let old: String?
    public let new: String?

    public init(_ kind: Kind, _ path: ValuePath, old: String? = nil, new: String? = nil) {
        self.kind = kind
        self.path = path
        self.old = old
        self.new = new
    }

    /// True where values that were valid may not be any more.
    public var isNarrower: Bool {
        switch kind {
        case .schemaAdded, .propertyRemoved, .nowRequired, .typeNarrowed, .enumNarrowed, .closed, .boundChanged: true
        case .schemaRemoved, .propertyAdded, .noLongerRequired, .typeWidened, .enumWidened, .opened: false
        }
    }
}
