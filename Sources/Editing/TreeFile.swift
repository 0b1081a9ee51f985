import Glibc
import SourceYAML

/// Files of the tree on disk, never through a symbolic link.
enum TreeFile {
    /// The bytes of a regular file that lies inside of the tree.
    static func read(_ file: String, root: String) throws(EditRefusal) -> [UInt8] {
        let path = try inside(file, root: root)
        // Not blocking: a pipe without a writer would never open.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ELOOP { throw EditRefusal(file: file, reason: "is a symbolic link") }
            throw refusal(file, "cannot be read")
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw EditRefusal(file: file, reason: "is not a regular file")
        }
        let size = Int(status.st_size)
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
                if got < 0, errno == EINTR { continue }
                failed = got < 0
                if got <= 0 { break }
                count += got
            }
        }
        guard !failed, bytes.count == size else { throw refusal(file, "cannot be read to its end") }
        return bytes
    }

    /// The absolute path of a file whose folder, links resolved, lies in the tree.
    static func inside(_ file: String, root: String) throws(EditRefusal) -> String {
        guard let top = realPath(root) else { throw refusal(root, "cannot be opened") }
        let slash = file.utf8.lastIndex(of: UInt8(ascii: "/"))
        let folder = slash.map { "\(top)/\(file[..<$0])" } ?? top
        let name = slash.map { file[file.utf8.index(after: $0)...] } ?? file[...]
        guard let real = realPath(folder) else { throw refusal(file, "lies in a folder that cannot be opened") }
        guard real == top || real.hasPrefix(top == "/" ? "/" : top + "/") else {
            throw EditRefusal(file: file, reason: "lies outside of the tree, behind a symbolic link")
        }
        return "\(real)/\(name)"
    }

    static func refusal(_ file: String, _ what: String) -> EditRefusal {
        EditRefusal(file: file, reason: "\(what): \(String(cString: strerror(errno)))")
    }

    private static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
