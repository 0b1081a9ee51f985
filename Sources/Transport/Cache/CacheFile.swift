internal import Glibc

/// The calls of the file system that the cache needs.
enum CacheFile {
    struct Status {
        let bytes: Int
        /// Seconds since 1970.
        let modified: Int64
        let used: Int64
    }

    /// Nil for anything but a regular file.
    static func status(_ path: String) -> Status? {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Status(
            bytes: Int(status.st_size), modified: Int64(status.st_mtim.tv_sec), used: Int64(status.st_atim.tv_sec))
    }

    /// Writes a new file that only its owner may read; false, and no file, when that fails.
    static func create(_ path: String, _ bytes: [UInt8]) -> Bool {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { return false }
        var written = 0
        bytes.withUnsafeBytes { buffer in
            while written < buffer.count {
                let count = write(file, buffer.baseAddress?.advanced(by: written), buffer.count - written)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { break }
                written += count
            }
        }
        guard close(file) == 0, written == bytes.count else {
            unlink(path)
            return false
        }
        return true
    }

    /// Sets a file's times, in seconds since 1970; a file that is gone by now does not matter.
    static func setTimes(_ path: String, used: Int64, modified: Int64) {
        let times = [timespec(tv_sec: Int(used), tv_nsec: 0), timespec(tv_sec: Int(modified), tv_nsec: 0)]
        utimensat(AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW)
    }

    /// Makes a folder and those above it, for the owner alone.
    static func makeFolders(_ path: String) -> Bool {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return true }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex,
            makeFolders(String(path[..<slash]))
        else { return false }
        return mkdir(path, 0o700) == 0 || errno == EEXIST
    }

    /// The names in a folder, without `.` and `..`.
    static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// The first bytes of a file.
    static func start(of path: String, count: Int) -> [UInt8] {
        let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return [] }
        defer { close(file) }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, read(file, buffer.baseAddress, count))
        }
    }

    static func salt(_ path: String) -> [UInt8]? {
        guard case .bytes(let bytes) = BoundedFile.read(path, limit: 32), bytes.count == 32 else { return nil }
        return bytes
    }
}
