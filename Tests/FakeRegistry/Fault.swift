/// One way in which a right answer goes wrong on its way.
public struct Fault: Sendable {
    /// What a client can make of it.
    public enum Kind: Sendable {
        /// Unusual but allowed: the right answer has arrived.
        case harmless
        /// The answer did not arrive as it was meant, and that can be told.
        case harmful
        /// What arrives is well-formed and says something else: only a digest can tell.
        case lying
    }

    public let name: String
    public let kind: Kind
    /// Nothing but the time limit ends the exchange.
    public let hangs: Bool
    public let apply: @Sendable (FakeReply) -> FakeReply

    public init(
        _ name: String, _ kind: Kind = .harmful, hangs: Bool = false,
        _ apply: @escaping @Sendable (FakeReply) -> FakeReply
    ) {
        self.name = name
        self.kind = kind
        self.hangs = hangs
        self.apply = apply
    }

    init(
        _ name: String, _ kind: Kind = .harmful, hangs: Bool = false, by delivery: FakeReply.Delivery
    ) {
        self.init(name, kind, hangs: hangs) { $0.delivered(delivery) }
    }

    public static let all = connections + lengths + chunks + statusLines + floods + encodings + statuses + garbled
}

extension Fault: CustomStringConvertible {
    public var description: String { name }
}
