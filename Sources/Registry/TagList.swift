/// The tags of a repository.
public struct TagList: Sendable, Equatable {
    /// As the registry spells them, without duplicates, in the order of first sight: registries sort as they please.
    public let tags: [String]

    /// Why the list is not known to be complete; `nil` when it is. A partial list must not lead to "up to date".
    public let partial: String?

    /// When the registry said so, in seconds since 1970, where that was an earlier run: of several pages the oldest.
    /// Nil for an answer of now.
    public let asOf: Int64?

    public init(tags: [String], partial: String?, asOf: Int64? = nil) {
        self.tags = tags
        self.partial = partial
        self.asOf = asOf
    }
}
