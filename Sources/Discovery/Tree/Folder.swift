import Glibc

/// An open folder of the tree: its files are opened by name, without walking the path again.
struct Folder: ~Copyable {
    private let handle: OpaquePointer
    private let reader = FileReader()
    /// Relative to the tree; empty for its top.
    let path: String

    enum EntryType {
        case file, folder, link, other
    }

    struct Entry {
        let name: String
        let type: EntryType
    }

    /// Nil with `errno` set.
    init?(_ path: String, root: String) {
        guard let handle = opendir(path.isEmpty ? root : "\(root)/\(path)") else { return nil }
        self.handle = handle
        self.path = path
    }

    deinit { closedir(handle) }

    /// Everything in the folder but `.` and `..`, in the order of the system.
    func entries() -> [Entry] {
        var entries: [Entry] = []
        let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
        while let entry = readdir(handle) {
            let bytes = UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
            let name = String(cString: bytes)
            guard name != ".", name != ".." else { continue }
            entries.append(Entry(name: name, type: type(entry.pointee.d_type, name)))
        }
        return entries
    }

    /// The path of an entry, relative to the tree.
    func path(of name: String) -> String {
        path.isEmpty ? name : "\(path)/\(name)"
    }

    /// The bytes of a regular file, or why it is skipped.
    func read(_ name: String) -> Result<[UInt8], SkippedFileError> {
        reader.read(openat(dirfd(handle), name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK))
    }

    private func type(_ type: UInt8, _ name: String) -> EntryType {
        switch Int(type) {
        case DT_REG: return .file
        case DT_DIR: return .folder
        case DT_LNK: return .link
        case DT_UNKNOWN:
            var status = stat()
            guard fstatat(dirfd(handle), name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return .other }
            switch status.st_mode & S_IFMT {
            case S_IFREG: return .file
            case S_IFDIR: return .folder
            case S_IFLNK: return .link
            default: return .other
            }
        default: return .other
        }
    }
}
