import Artifacts
import Charts
import Glibc
import Transport

/// Files of an upstream directory.
enum LocalFile {
    /// The bytes of a file, or why there are none: `notFound` when there is no such file, else `invalidResponse`.
    ///
    /// - Parameter subject: What the file would tell of, for the message.
    static func read(_ path: String, of subject: String) -> Result<[UInt8], LookupFailure> {
        switch BoundedFile.read(path, limit: ChartLimits.indexBytes) {
        case .bytes(let bytes):
            return .success(bytes)
        case .absent where isDirectory(path):
            return .failure(LookupFailure(.invalidResponse, "\(path): not a file"))
        case .absent:
            let message = "the upstream directory does not have \(subject): no file \(path)"
            return .failure(LookupFailure(.notFound, message))
        case .failure(let reason):
            return .failure(LookupFailure(.invalidResponse, "\(path) \(reason)"))
        }
    }

    static func exists(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0
    }

    static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
