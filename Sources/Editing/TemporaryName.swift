import Glibc

/// The names of temporary files: hidden, not YAML, short enough for every folder, and telling whose they are.
enum TemporaryName {
    private static let prefix = ".astern-"

    /// For `mkstemp`: `.astern-PID-XXXXXX`.
    static var template: String { "\(prefix)\(getpid())-XXXXXX" }

    /// The process that made a file of this name; nil when it is no name of ours.
    static func process(of name: Substring) -> pid_t? {
        guard name.hasPrefix(prefix) else { return nil }
        let parts = name.dropFirst(prefix.count).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].utf8.count == 6, let process = pid_t(parts[0]), process > 0 else { return nil }
        return process
    }
}

/// Temporary files of runs that were killed.
enum Leftovers {
    /// A run takes seconds. A number may have gone to another process since, so age alone is enough in the end.
    private static let age = 3_600

    /// Removes those in a folder whose process is gone, or that are too old to be anybody's.
    ///
    /// Where two machines or containers share a folder, the process may be alive and not seen: its renames then fail,
    /// and it says so; no file is harmed.
    static func remove(in folder: String) {
        guard let handle = opendir(folder) else { return }
        defer { closedir(handle) }
        let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
        while let entry = readdir(handle) {
            let bytes = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
            guard bytes[0] == CChar(UInt8(ascii: ".")) else { continue }
            let name = String(cString: bytes)
            guard let process = TemporaryName.process(of: name[...]), process != getpid() else { continue }
            var status = stat()
            guard fstatat(dirfd(handle), name, &status, AT_SYMLINK_NOFOLLOW) == 0, status.st_mode & S_IFMT == S_IFREG
            else { continue }
            let isGone = kill(process, 0) != 0 && errno == ESRCH
            if isGone || time(nil) - status.st_mtim.tv_sec > age { unlinkat(dirfd(handle), name, 0) }
        }
    }
}
