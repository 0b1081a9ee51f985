import Glibc

/// Reads a file of the tree, bounded.
enum FileReader {
    /// The bytes of an open regular file, which is closed, or why it is skipped.
    static func read(_ descriptor: Int32) -> Result<[UInt8], SkippedFileError> {
        guard descriptor >= 0 else { return .failure(.init(.unreadable, String(cString: strerror(errno)))) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            return .failure(.init(.unreadable, String(cString: strerror(errno))))
        }
        let size = Int(status.st_size)
        guard size <= DiscoveryLimits.fileBytes else {
            let limit = DiscoveryLimits.fileBytes >> 20
            return .failure(.init(.tooLarge, "\(size >> 20) MiB, the limit is \(limit) MiB"))
        }
        var failure: Int32?
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                if got <= 0 { break }
                count += got
            }
        }
        if let failure { return .failure(.init(.unreadable, String(cString: strerror(failure)))) }
        return .success(bytes)
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
