/// Why an archive cannot be read.
public struct ArchiveError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable, CaseIterable {
        /// No such file.
        case absent
        /// The file is there and cannot be opened, or is no regular file.
        case unreadable
        /// Neither tar nor gzip, cut short, or broken inside.
        case damaged
        /// A bound of ``ArchiveLimits`` was reached.
        case tooLarge
        /// An entry whose name leads out of the archive, or is no name.
        case hostileName
        /// libarchive is not installed.
        case unavailable
    }

    public let code: Code

    /// What is wrong, as the end of a sentence that names the archive; printable ASCII but for names, which are shown
    /// without control characters.
    public let message: String

    /// The entry at which it was found; nil where it is about the archive as such. The message names it too.
    public let entry: String?

    public init(_ code: Code, _ message: String, entry: String? = nil) {
        self.code = code
        self.message = message
        self.entry = entry
    }

    public var description: String { message }
}
