internal import Archives

/// Why a chart cannot be read from an archive or a folder.
public struct ChartArchiveError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable, CaseIterable {
        /// No such file or folder.
        case absent
        /// It is there and cannot be opened, or is neither a regular file nor a folder.
        case unreadable
        /// Neither tar nor gzip, cut short, or broken inside.
        case damaged
        /// A bound of ``ChartLimits`` was reached.
        case tooLarge
        /// A name that leads out of the chart, or is no name.
        case hostileName
        /// A sound archive that is not laid out as a chart: a file beside the chart's folder, or no `Chart.yaml`.
        case layout
        /// The `Chart.yaml` cannot be read.
        case metadata
        /// libarchive is not installed.
        case unavailable
    }

    public let code: Code
    /// How the archive or folder is called; an archive in an archive has both names, joined by `/`.
    public let archive: String
    /// The entry or file at which it was found; nil where it is about the archive as such.
    public let entry: String?
    /// What is wrong, with the limit or rule, as the end of a sentence that begins with the archive; names the entry too.
    public let message: String

    public init(_ code: Code, archive: String, entry: String? = nil, _ message: String) {
        self.code = code
        self.archive = archive
        self.entry = entry
        self.message = message
    }

    public var description: String { "\(archive) \(message)" }

    init(_ error: ArchiveError, archive: String) {
        let code: Code =
            switch error.code {
            case .absent: .absent
            case .unreadable: .unreadable
            case .damaged: .damaged
            case .tooLarge: .tooLarge
            case .hostileName: .hostileName
            case .unavailable: .unavailable
            }
        self.init(code, archive: archive, entry: error.entry, error.message)
    }
}
