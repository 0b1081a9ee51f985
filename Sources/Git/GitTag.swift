/// A tag of a repository.
public struct GitTag: Hashable, Sendable {
    /// Without `refs/tags/`.
    public let name: String
    /// The object that the ref names: a commit, or the tag object of an annotated tag; 40 or 64 hexadecimal digits.
    public let object: String
    /// What an annotated tag leads to in the end, through any number of tag objects; `nil` for a lightweight tag.
    public let peeled: String?

    /// The commit that the tag stands for.
    public var commit: String { peeled ?? object }
}

/// The tags of a repository, in the order of their names as `git` sorts them.
public struct GitTagList: Hashable, Sendable {
    public let tags: [GitTag]

    /// Why tags may be missing; `nil` when the list is whole.
    public let partial: String?

    /// Refs below `refs/tags/` that no `git` would create or that cannot be shown: not UTF-8, or with control
    /// characters in the name. They are left out, and the list counts as whole: no version is written that way.
    public let unusable: Int
}
