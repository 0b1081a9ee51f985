import Glibc

/// Paths as the system resolves them.
enum SystemPath {
    /// The path without symbolic links, or nil with `errno` set.
    static func real(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The order of every listing: by bytes.
    static func precedes(_ left: String, _ right: String) -> Bool {
        // `strcmp` would be given copies of both.
        left.precedesUTF8(right)
    }
}
