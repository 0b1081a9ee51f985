import Glibc
import SourceYAML

/// New content beside a file, ready to take its place in one step; or a file that is ready to go.
///
/// The temporary file has the mode (and, where the system lets us, the owner) of the file that it replaces.
struct StagedFile {
    /// Relative to the tree.
    let file: String
    private let path: String
    /// Where the new content lies now; nil for a file that goes.
    private(set) var temporaryPath: String?
    /// Of the file that is there; nil where none is.
    private let state: FileState?
    /// The folder that was made for the file.
    private var madeFolder: String?

    /// What a new file may be read by, as Helm and editors leave it.
    private static let newMode: mode_t = 0o644
    private static let newFolderMode: mode_t = 0o755

    /// - Parameter path: The place of the changed file on disk, its folder without links.
    init(_ change: ChangeSet.FileChange, at path: String) throws(EditRefusal) {
        file = change.file
        self.path = path
        if let before = change.before {
            // Also refuses a link or anything else that took the file's place.
            let there = try TreeFile(at: path, file: change.file)
            guard there.bytes == before else { throw Self.changed(change.file) }
            state = there.state
        } else {
            guard FileState(at: path) == nil else { throw Self.changed(change.file) }
            state = nil
        }
        guard let after = change.after else { return }
        let folder = String(path[..<(path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex)])
        if state == nil, mkdir(folder, Self.newFolderMode) == 0 { madeFolder = folder }
        var template = Array("\(folder)/\(TemporaryName.template)".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else {
            let refusal = EditRefusal(file, system: "no file can be made beside it")
            discard()
            throw refusal
        }
        defer { close(descriptor) }
        temporaryPath = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        // Giving the file to its owner is for root alone; for everybody else it is theirs already.
        if let state { _ = fchown(descriptor, state.owner, state.group) }
        let mode = state.map { $0.mode & 0o7777 } ?? Self.newMode
        guard fchmod(descriptor, mode) == 0, Self.write(after, to: descriptor) else {
            let refusal = EditRefusal(file, system: "its new content cannot be written")
            discard()
            throw refusal
        }
    }

    /// True for a file that goes: after all others have come, so that a run that is killed leaves too much, never too
    /// little.
    var isRemoval: Bool { temporaryPath == nil }

    /// Throws when the file was touched since it was staged.
    func confirm() throws(EditRefusal) {
        guard FileState(at: path) == state else { throw Self.changed(file) }
    }

    /// Puts the new content in the file's place.
    func commit() throws(EditRefusal) {
        guard let temporaryPath else {
            guard unlink(path) == 0 else { throw EditRefusal(file, system: "cannot be removed") }
            return
        }
        guard state != nil ? rename(temporaryPath, path) == 0 : appear(from: temporaryPath) else {
            let refusal = EditRefusal(file, system: state == nil ? "cannot be made" : "cannot be replaced")
            discard()
            throw refusal
        }
    }

    /// Never takes the place of a file that came in the meantime; where the file system has no hard links it is looked
    /// for just before.
    private func appear(from temporary: String) -> Bool {
        if link(temporary, path) == 0 {
            unlink(temporary)
            return true
        }
        guard errno != EEXIST, FileState(at: path) == nil else { return false }
        return rename(temporary, path) == 0
    }

    func discard() {
        if let temporaryPath { unlink(temporaryPath) }
        if let madeFolder { rmdir(madeFolder) }
    }

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
