import Artifacts
import Glibc

/// Files of the machine, bounded.
enum LocalFile {
    /// As for an index from the network.
    private static let limit = 256 << 20

    /// The bytes of a file, or why there are none: `notFound` when there is no such file, else `invalidResponse`.
    ///
    /// - Parameter subject: What the file would tell of, for the message.
    static func read(_ path: String, of subject: String) -> Result<[UInt8], LookupFailure> {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return .failure(failure(path, subject)) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return .failure(failure(path, subject)) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            return .failure(LookupFailure(.invalidResponse, "\(path): not a file"))
        }
        let size = Int(status.st_size)
        guard size <= limit else {
            let sizes = "\(size >> 20) MiB, the limit is \(limit >> 20) MiB"
            return .failure(LookupFailure(.invalidResponse, "\(path): \(sizes)"))
        }
        var isBroken = false
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
                if got < 0, errno == EINTR { continue }
                if got < 0 { isBroken = true }
                if got <= 0 { break }
                count += got
            }
        }
        return isBroken ? .failure(LookupFailure(.invalidResponse, "\(path): cannot be read")) : .success(bytes)
    }

    private static func failure(_ path: String, _ subject: String) -> LookupFailure {
        let code = errno
        let reason = String(cString: strerror(code))
        return code == ENOENT || code == ENOTDIR
            ? LookupFailure(.notFound, "the upstream directory does not have \(subject): no file \(path)")
            : LookupFailure(.invalidResponse, "\(path): \(reason)")
    }

    static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
