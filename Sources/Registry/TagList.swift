/// The tags of a repository.
public struct TagList: Sendable, Equatable {
    /// As the registry spells them, without duplicates, in the order of first sight: registries sort as they please.
    public let tags: [String]

    /// Why the list is not known to be complete; `nil` when it is. A partial list must not lead to "up to date".
    public let partial: String?

    public init(tags: [String], partial: String?) {
        self.tags = tags
        self.partial = partial
    }
}
