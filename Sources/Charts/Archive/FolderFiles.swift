internal import Glibc

/// The calls of the system that reading a folder needs.
enum FolderFiles {
    enum Kind {
        case file
        case folder
        case link
        /// A device, a socket or a pipe.
        case special
    }

    enum Failure: Error {
        case tooLarge(Int)
        /// The system's words.
        case system(String)
    }

    /// What lies at a path, a link itself; nil where it cannot be told.
    static func kind(of path: String) -> Kind? {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        return switch status.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        case S_IFLNK: .link
        default: .special
        }
    }

    /// The absolute path without links; nil, with `errno`, where it leads nowhere.
    static func resolved(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    /// The names in a folder, sorted by their bytes; nil, with `errno`, where it cannot be read. One more than the limit
    /// is given at most.
    static func names(in folder: String, limit: Int) -> [String]? {
        guard let handle = opendir(folder) else { return nil }
        defer { closedir(handle) }
        var names: [String] = []
        while names.count <= limit, let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The bytes of a regular file that is no link.
    static func contents(of path: String, limit: Int) -> Result<[UInt8], Failure> {
        // Without O_NONBLOCK a pipe that took the file's place would hang the open.
        let file = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard file >= 0 else { return .failure(.system(String(cString: strerror(errno)))) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return .failure(.system("no regular file"))
        }
        guard status.st_size <= limit else { return .failure(.tooLarge(Int(status.st_size))) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(status.st_size) + 1)
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let got = piece.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else { return .failure(.system(String(cString: strerror(errno)))) }
            guard got > 0 else { return .success(bytes) }
            bytes.append(contentsOf: piece[..<got])
            // It may grow while it is read.
            guard bytes.count <= limit else { return .failure(.tooLarge(bytes.count)) }
        }
    }
}
