internal import CSync
import Glibc

/// Waits until what was written is on the disk.
enum DiskBarrier {
    /// A file's own flush costs a commit of the journal each; that of a whole file system waits for everybody's bytes.
    private static let singleFlushes = 16

    /// False with `errno` set.
    ///
    /// - Parameters:
    ///   - paths: Files or folders.
    ///   - folders: Where they lie. They may reach over several file systems: each is flushed once.
    static func flush(_ paths: [String], in folders: Set<String>) -> Bool {
        guard paths.count > singleFlushes else {
            return paths.allSatisfy { flush($0) { fsync($0) == 0 } }
        }
        var flushed: Set<dev_t> = []
        return folders.allSatisfy { folder in
            flush(folder) { descriptor in
                var status = stat()
                guard fstat(descriptor, &status) == 0 else { return false }
                return !flushed.insert(status.st_dev).inserted || sync_file_system(descriptor) == 0
            }
        }
    }

    private static func flush(_ path: String, _ body: (Int32) -> Bool) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return body(descriptor)
    }
}
