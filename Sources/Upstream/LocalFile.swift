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

    /// The chart index of a file. One in the usual layout is read piece by piece; of another, the whole is read.
    static func index(_ path: String, of subject: String) -> Result<RepositoryIndex, LookupFailure> {
        if let index = pieces(of: path) { return .success(index) }
        return read(path, of: subject).flatMap { bytes in
            do throws(IndexError) {
                return .success(try RepositoryIndex(bytes))
            } catch {
                return .failure(LookupFailure(.invalidResponse, "\(path): \(error)"))
            }
        }
    }

    private static func pieces(of path: String) -> RepositoryIndex? {
        // Without O_NONBLOCK a named pipe at this path would hang the open.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return RepositoryIndex(ofSize: Int(status.st_size)) { buffer in
            while true {
                let count = Glibc.read(file, buffer.baseAddress, buffer.count)
                if count >= 0 { return count }
                guard errno == EINTR else { return nil }
            }
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
