/// What is left to read of a chart, with all charts that are nested in it.
struct ArchiveBudget {
    private(set) var bytes = ChartLimits.unpackedBytes
    private(set) var entries = ChartLimits.entries

    /// Takes one entry; the sizes of all must stay below the bound, as in Helm.
    mutating func take(_ size: Int, of entry: String, in archive: String) throws(ChartArchiveError) {
        guard size <= ChartLimits.fileBytes else {
            let message = "has the entry “\(entry)” of \(size) bytes; a file may have \(ChartLimits.fileBytes)"
            throw ChartArchiveError(.tooLarge, archive: archive, entry: entry, message)
        }
        guard size < bytes else {
            let message = "has \(ChartLimits.unpackedBytes) bytes or more when it is unpacked, reached at “\(entry)”"
            throw ChartArchiveError(.tooLarge, archive: archive, entry: entry, message)
        }
        guard entries > 0 else {
            let message = "has more than \(ChartLimits.entries) entries, reached at “\(entry)”"
            throw ChartArchiveError(.tooLarge, archive: archive, entry: entry, message)
        }
        bytes -= size
        entries -= 1
    }
}
