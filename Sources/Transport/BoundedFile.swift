internal import Glibc

/// Reads whole files of a bounded size.
package enum BoundedFile {
    package enum Outcome {
        case bytes([UInt8])
        /// No such file, or a folder at its place.
        case absent
        /// Why it cannot be read, as the end of a sentence.
        case failure(String)
    }

    package static func read(_ path: String, limit: Int) -> Outcome {
        // Without O_NONBLOCK a named pipe at this path would hang the open.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else {
            switch errno {
            case ENOENT, ENOTDIR: return .absent
            default: return .failure("cannot be opened (\(String(cString: strerror(errno))))")
            }
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { return .failure("cannot be examined") }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return .absent
        case S_IFREG: break
        default: return .failure("is not a regular file")
        }
        guard status.st_size <= limit else { return .failure("is larger than \(limit) bytes") }
        return contents(file, size: Int(status.st_size), limit: limit)
    }

    /// Reads to the end, which a growing file may have moved.
    private static func contents(_ file: Int32, size: Int, limit: Int) -> Outcome {
        var bytes = [UInt8](repeating: 0, count: min(size, limit) + 1)
        var count = 0
        while true {
            let got = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(file, buffer.baseAddress?.advanced(by: count), buffer.count - count)
            }
            if got == 0 { break }
            if got < 0 {
                if errno == EINTR { continue }
                return .failure("cannot be read (\(String(cString: strerror(errno))))")
            }
            count += got
            guard count <= limit else { return .failure("is larger than \(limit) bytes") }
            if count == bytes.count { bytes.append(contentsOf: repeatElement(0, count: count)) }
        }
        bytes.removeLast(bytes.count - count)
        return .bytes(bytes)
    }
}
