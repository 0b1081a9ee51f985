/// What one archive may cost: every bound that ``TarReader`` keeps.
public struct ArchiveLimits: Hashable, Sendable {
    /// Entries of every kind.
    public var entries: Int
    /// Bytes of one name.
    public var nameBytes: Int
    /// Size of one entry as its header tells it, the holes of sparse files included.
    public var entryBytes: Int
    /// The whole archive after decompression, headers and padding included. It may be run over by 128 KiB before that is
    /// noticed.
    public var totalBytes: Int

    public init(entries: Int, nameBytes: Int = 1_024, entryBytes: Int, totalBytes: Int) {
        self.entries = entries
        self.nameBytes = nameBytes
        self.entryBytes = entryBytes
        self.totalBytes = totalBytes
    }

    /// Headers in front of one entry: pax extensions and the maps of sparse files, which libarchive holds in memory
    /// whole. Honest ones have a few KiB.
    static let headerBytes = 4 << 20

    /// A Helm chart: 100 MiB unpacked and 5 MiB for a file, as Helm allows, and as many files as 5 KiB each leave room
    /// for.
    public static let chart = ArchiveLimits(entries: 20_000, entryBytes: 5 << 20, totalBytes: 100 << 20)
}
