import Glibc
import SourceYAML

/// New content beside a file, ready to take its place in one step.
///
/// The temporary file has the mode (and, where the system lets us, the owner) of the file that it replaces.
struct StagedFile {
    /// Relative to the tree.
    let file: String
    private let path: String
    private let temporary: String
    private let state: FileState

    /// - Parameter path: The place of the changed file on disk, its folder without links.
    init(_ change: ChangeSet.FileChange, at path: String) throws(EditRefusal) {
        // Also refuses a link or anything else that took the file's place.
        let there = try TreeFile(at: path, file: change.file)
        guard there.bytes == change.before else { throw Self.changed(change.file) }
        file = change.file
        self.path = path
        state = there.state
        let folder = path[..<(path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex)]
        var template = Array("\(folder)/\(TemporaryName.template)".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw EditRefusal(file, system: "no file can be made beside it") }
        defer { close(descriptor) }
        temporary = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        // Giving the file to its owner is for root alone; for everybody else it is theirs already.
        _ = fchown(descriptor, state.owner, state.group)
        guard fchmod(descriptor, state.mode & 0o7777) == 0, Self.write(change.after, to: descriptor) else {
            let refusal = EditRefusal(file, system: "its new content cannot be written")
            discard()
            throw refusal
        }
    }

    /// Throws when the file was touched since it was staged.
    func confirm() throws(EditRefusal) {
        guard FileState(at: path) == state else { throw Self.changed(file) }
    }

    /// Puts the new content in the file's place.
    func commit() throws(EditRefusal) {
        guard rename(temporary, path) == 0 else {
            let refusal = EditRefusal(file, system: "cannot be replaced")
            discard()
            throw refusal
        }
    }

    func discard() { unlink(temporary) }

    /// Where the new content lies now.
    var temporaryPath: String { temporary }

    private static func changed(_ file: String) -> EditRefusal {
        EditRefusal(file: file, reason: "was changed by something else in the meantime")
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
