import Glibc

/// Reads files of the tree, bounded; one reader serves the files of a folder one after the other.
struct FileReader: ~Copyable {
    /// Nearly every file of a tree fits: then one `read` tells content and end, and no size need be asked for.
    private static let bufferSize = 64 << 10

    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.bufferSize, alignment: 16)

    deinit { buffer.deallocate() }

    /// The bytes of an open regular file, which is closed, or why it is skipped.
    func read(_ descriptor: Int32) -> Result<[UInt8], SkippedFileError> {
        guard descriptor >= 0 else { return .failure(.init(.unreadable, String(cString: strerror(errno)))) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        while true {
            let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if got < 0, errno == EINTR { continue }
            if got < 0 { return .failure(.init(.unreadable, String(cString: strerror(errno)))) }
            if got == buffer.count, bytes.isEmpty, let refusal = tooLarge(descriptor) { return .failure(refusal) }
            bytes += buffer[..<got]
            // It grows while it is read.
            guard bytes.count <= DiscoveryLimits.fileBytes else {
                return .failure(SkippedFileError(.tooLarge, "it grows while it is read"))
            }
            // A short read of a regular file is its end.
            if got < buffer.count { return .success(bytes) }
        }
    }

    private func tooLarge(_ descriptor: Int32) -> SkippedFileError? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, Int(status.st_size) > DiscoveryLimits.fileBytes else { return nil }
        let limit = DiscoveryLimits.fileBytes >> 20
        return SkippedFileError(.tooLarge, "\(Int(status.st_size) >> 20) MiB, the limit is \(limit) MiB")
    }
}

/// Why a file is skipped, before its name is known.
struct SkippedFileError: Error {
    let code: SkippedFile.Code
    let message: String

    init(_ code: SkippedFile.Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
