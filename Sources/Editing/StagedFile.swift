import Glibc
import SourceYAML

/// New content beside a file, ready to take its place in one step.
///
/// The temporary file has the mode (and, where the system lets us, the owner) of the file that it replaces, and is on
/// disk before the rename: a crash leaves the old content or the new, never a part.
struct StagedFile: ~Copyable {
    private let file: String
    private let path: String
    private let temporary: String
    private var isPending = true

    private init(file: String, path: String, temporary: String) {
        self.file = file
        self.path = path
        self.temporary = temporary
    }

    static func stage(_ change: ChangeSet.FileChange, root: String) throws(EditRefusal) -> StagedFile {
        let path = try TreeFile.inside(change.file, root: root)
        var status = stat()
        guard lstat(path, &status) == 0 else { throw TreeFile.refusal(change.file, "cannot be found") }
        // Also refuses a link or anything else that took the file's place.
        guard try TreeFile.read(change.file, root: root) == change.before else {
            throw EditRefusal(file: change.file, reason: "was changed by something else in the meantime")
        }
        var template = Array("\(path).astern-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw TreeFile.refusal(change.file, "no file can be made beside it") }
        defer { close(descriptor) }
        let temporary = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        // From here on the value owns the temporary file: thrown away, it takes the file with it.
        let staged = StagedFile(file: change.file, path: path, temporary: temporary)
        // Giving the file to its owner is for root alone; for everybody else it is theirs already.
        _ = fchown(descriptor, status.st_uid, status.st_gid)
        guard fchmod(descriptor, status.st_mode & 0o7777) == 0, write(change.after, to: descriptor),
            fsync(descriptor) == 0
        else { throw TreeFile.refusal(change.file, "its new content cannot be written") }
        return staged
    }

    /// Puts the new content in the file's place.
    consuming func commit() throws(EditRefusal) {
        guard rename(temporary, path) == 0 else { throw TreeFile.refusal(file, "cannot be replaced") }
        isPending = false
    }

    deinit {
        if isPending { unlink(temporary) }
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var written = 0
            while written < buffer.count {
                let count = Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
                if count < 0, errno == EINTR { continue }
                if count <= 0 { return false }
                written += count
            }
            return true
        }
    }
}
