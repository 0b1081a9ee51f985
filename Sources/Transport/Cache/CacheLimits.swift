/// Every bound on what the cache keeps, with its reason.
public enum CacheLimits {
    /// A listing this young is used as it is: one look at a tree asks each upstream once, and a second look a moment
    /// later asks none. Long enough to try a few flags, short enough that nobody waits for a release to appear.
    public static let defaultAge = Duration.seconds(300)

    /// All entries together, after pruning: some thousand listings and the indexes of the largest chart repositories.
    public static let defaultBytes = 512 << 20

    /// One entry: the largest chart index that is read, and its head.
    static let entryBytes = 257 << 20

    /// The head of an entry: request line, status line and a handful of header fields.
    static let headBytes = 32 << 10

    /// What a process may write before it looks whether the cache has grown too large.
    static let bytesBetweenPrunings = 32 << 20

    /// The cache is looked over this often, when something is written at all.
    static let secondsBetweenPrunings: Int64 = 3_600

    /// A file that was never finished is left alone this long: its writer may still be at work.
    static let secondsOfGrace: Int64 = 3_600

    /// Pruning ends a little below the limit, so that the next entry does not start it again.
    static let prunedShare = 0.9
}
