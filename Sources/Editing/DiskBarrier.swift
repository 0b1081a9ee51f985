internal import CSync
import Glibc

/// Waits until what was written is on the disk.
enum DiskBarrier {
    /// A file's own flush costs a commit of the journal each; that of a whole file system waits for everybody's bytes.
    private static let singleFlushes = 16

    /// Files or folders, all of one tree. False with `errno` set.
    ///
    /// A tree may reach over several file systems: each is flushed once.
    static func flush(_ paths: [String]) -> Bool {
        var flushed: Set<dev_t> = []
        for path in paths {
            let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
            guard descriptor >= 0 else { return false }
            defer { close(descriptor) }
            if paths.count <= singleFlushes {
                guard fsync(descriptor) == 0 else { return false }
            } else {
                var status = stat()
                guard fstat(descriptor, &status) == 0 else { return false }
                if flushed.insert(status.st_dev).inserted, sync_file_system(descriptor) != 0 { return false }
            }
        }
        return true
    }
}
