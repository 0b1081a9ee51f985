internal import CArchive
internal import Glibc

/// Reads the files of a tar archive, plain or gzip, one after the other; nothing is written to disk.
///
///     var reader = try TarReader(path: "chart.tgz", limits: .chart)
///     while let entry = try reader.next() {
///         if entry.name == "app/Chart.yaml" { use(try reader.contents(limit: 1 << 20)) }
///     }
///
/// Bounded in every direction (``ArchiveLimits``). Folders are passed over, links, devices and pipes too where they are not
/// asked for; an archive with a name that leads out of it is refused as a whole, whatever kind of entry has it. Other formats and compressions
/// that libarchive knows are not tried. The check sum of gzip is not checked: verify the content by a digest.
public struct TarReader: ~Copyable {
    private let reader: OpaquePointer
    private let limits: ArchiveLimits
    private let givesLinks: Bool
    private var entries = 0
    private var current: ArchiveEntry?
    private var isFinished = false

    /// Links, devices and pipes that were passed over so far.
    public private(set) var ignored = 0

    /// Opens a regular file; a pipe or a device at its place is not opened.
    ///
    /// - Parameter givesLinks: Whether links, devices and pipes are given as entries without content.
    public init(path: String, limits: ArchiveLimits, givesLinks: Bool = false) throws(ArchiveError) {
        try Self.load()
        // Without O_NONBLOCK a named pipe at this path would hang the open.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else {
            let code: ArchiveError.Code = errno == ENOENT || errno == ENOTDIR ? .absent : .unreadable
            throw ArchiveError(code, "cannot be opened (\(String(cString: strerror(errno))))")
        }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(file)
            throw ArchiveError(.unreadable, "is not a regular file")
        }
        let reader = carchive_new_file(file, Int64(limits.totalBytes), Int64(ArchiveLimits.headerBytes))
        guard let reader else { throw Self.noReader }
        self.reader = reader
        self.limits = limits
        self.givesLinks = givesLinks
    }

    /// Reads an archive that is in memory already.
    public init(bytes: [UInt8], limits: ArchiveLimits, givesLinks: Bool = false) throws(ArchiveError) {
        try Self.load()
        let reader = bytes.withUnsafeBytes {
            carchive_new_bytes($0.baseAddress, $0.count, Int64(limits.totalBytes), Int64(ArchiveLimits.headerBytes))
        }
        guard let reader else { throw Self.noReader }
        self.reader = reader
        self.limits = limits
        self.givesLinks = givesLinks
    }

    deinit {
        carchive_free(reader)
    }

    /// The next entry, or `nil` at the end. After an error there is nothing more.
    public mutating func next() throws(ArchiveError) -> ArchiveEntry? {
        current = nil
        while !isFinished {
            let outcome = carchive_next(reader)
            switch outcome {
            case CARCHIVE_FILE, CARCHIVE_FOLDER, CARCHIVE_LINK, CARCHIVE_SPECIAL: break
            case CARCHIVE_END:
                isFinished = true
                continue
            default:
                throw finish(failure(outcome))
            }
            entries += 1
            guard entries <= limits.entries else {
                throw finish(ArchiveError(.tooLarge, "has more than \(limits.entries) entries"))
            }
            guard let rawName = carchive_name(reader) else {
                throw finish(ArchiveError(.damaged, "has an entry whose name cannot be read (\(said))"))
            }
            let written = UnsafeBufferPointer(start: rawName, count: strlen(rawName)).map { UInt8(bitPattern: $0) }
            let name: String
            do throws(EntryName.Problem) {
                name = try EntryName.clean(written, limit: limits.nameBytes)
            } catch {
                throw finish(ArchiveError(.hostileName, error.message, entry: error.name))
            }
            if outcome == CARCHIVE_FOLDER { continue }
            if outcome != CARCHIVE_FILE {
                ignored += 1
                guard givesLinks, !name.isEmpty else { continue }
            }
            let size = outcome == CARCHIVE_FILE ? carchive_size(reader) : 0
            guard !name.isEmpty, size >= 0 else {
                let message = "has a file without a name or with a negative size"
                throw finish(ArchiveError(.damaged, message, entry: name))
            }
            guard size <= limits.entryBytes else {
                let message =
                    "has the entry “\(EntryName.shown(name))” of \(size) bytes; at most \(limits.entryBytes) are allowed"
                throw finish(ArchiveError(.tooLarge, message, entry: name))
            }
            let kind: ArchiveEntry.Kind =
                switch outcome {
                case CARCHIVE_FILE: .file
                case CARCHIVE_LINK: .link
                default: .special
                }
            let entry = ArchiveEntry(
                name: name, written: String(decoding: written, as: UTF8.self), size: Int(size), kind: kind)
            current = entry
            return entry
        }
        return nil
    }

    /// The content of the entry that ``next()`` gave last, once; holes of sparse files are zeros.
    public mutating func contents(limit: Int) throws(ArchiveError) -> [UInt8] {
        guard let entry = current else { throw ArchiveError(.damaged, "has no content to read at this point") }
        current = nil
        guard entry.size <= limit else {
            let message =
                "has the entry “\(EntryName.shown(entry.name))” of \(entry.size) bytes; at most \(limit) are read"
            throw ArchiveError(.tooLarge, message, entry: entry.name)
        }
        var bytes: [UInt8] = []
        // The size is the archive's word: it does not decide how much is allocated.
        var piece = [UInt8](repeating: 0, count: min(max(entry.size, 1), Self.pieceBytes))
        while bytes.count < entry.size {
            let wanted = min(piece.count, entry.size - bytes.count)
            let got = piece.withUnsafeMutableBytes { carchive_read(reader, $0.baseAddress, wanted) }
            guard got >= 0 else { throw finish(failure(carchive_failure(reader), in: entry.name)) }
            guard got > 0 else {
                let message = "has the entry “\(EntryName.shown(entry.name))”, which is shorter than it says"
                throw finish(ArchiveError(.damaged, message, entry: entry.name))
            }
            bytes.append(contentsOf: piece[..<got])
        }
        return bytes
    }

    private static let pieceBytes = 256 << 10

    private static var noReader: ArchiveError {
        ArchiveError(.unavailable, "cannot be read: libarchive does not start")
    }

    private static func load() throws(ArchiveError) {
        if let missing = carchive_load() { throw ArchiveError(.unavailable, String(cString: missing)) }
    }

    private mutating func finish(_ error: ArchiveError) -> ArchiveError {
        isFinished = true
        return error
    }

    /// libarchive's words, as far as they are printable ASCII.
    private var said: String {
        let scalars = String(cString: carchive_error(reader)).unicodeScalars.filter { 0x20..<0x7F ~= $0.value }
        return String(String.UnicodeScalarView(scalars.prefix(120)))
    }

    private func failure(_ outcome: carchive_outcome, in entry: String? = nil) -> ArchiveError {
        let place = entry.map { " in the entry “\(EntryName.shown($0))”" } ?? ""
        if outcome == CARCHIVE_TOO_LARGE {
            let bounds = "\(limits.totalBytes) bytes, or \(ArchiveLimits.headerBytes) for the headers of one entry"
            let message = "is larger than allowed after decompression\(place) (\(bounds))"
            return ArchiveError(.tooLarge, message, entry: entry)
        }
        return ArchiveError(.damaged, "is no sound tar archive, plain or gzip\(place) (\(said))", entry: entry)
    }
}

/// An entry of an archive.
public struct ArchiveEntry: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case file
        /// Symbolic or hard.
        case link
        /// A device or a pipe.
        case special
    }

    /// Segments joined by `/`; never absolute, never with `..`.
    public let name: String
    /// The name as the archive has it, with `./`, `//` and `\\` as they are.
    public let written: String
    /// Bytes, as the header says; none for links, devices and pipes.
    public let size: Int
    public let kind: Kind
}
