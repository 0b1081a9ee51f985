import Glibc
import SourceYAML

/// A regular file of the tree as it lies on disk, never reached through a symbolic link.
struct TreeFile {
    let bytes: [UInt8]
    let state: FileState

    /// - Parameters:
    ///   - path: The place on disk, its folder without links (`TreePaths`).
    ///   - file: What the file is called in a refusal.
    init(at path: String, file: String) throws(EditRefusal) {
        // Not blocking: a pipe without a writer would never open.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ELOOP { throw EditRefusal(file: file, reason: "is a symbolic link") }
            throw EditRefusal(file, system: "cannot be read")
        }
        defer { close(descriptor) }
        guard let state = FileState(of: descriptor), state.isRegularFile else {
            throw EditRefusal(file: file, reason: "is not a regular file")
        }
        let size = state.size
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
        guard !failed, bytes.count == size else { throw EditRefusal(file, system: "cannot be read to its end") }
        self.bytes = bytes
        self.state = state
    }
}

extension TreeFile {
    /// Throws where something else lies at a place than a change expects.
    static func check(_ change: ChangeSet.FileChange, at path: String) throws(EditRefusal) {
        if let before = change.before {
            guard try TreeFile(at: path, file: change.file).bytes == before else {
                throw EditRefusal(file: change.file, reason: "was changed by something else since it was read")
            }
        } else if let state = FileState(at: path) {
            throw EditRefusal(file: change.file, reason: state.isLink ? "is a symbolic link" : "is there already")
        }
    }
}

/// What the system says of a file: equal twice, nobody has written it in between.
struct FileState: Hashable {
    let size: Int
    let mode: mode_t
    let owner: uid_t
    let group: gid_t
    private let device: dev_t
    private let number: ino_t
    /// Seconds and nanoseconds of the last change of bytes, and of the last change of anything.
    private let times: [Int]

    var isRegularFile: Bool { mode & S_IFMT == S_IFREG }
    var isLink: Bool { mode & S_IFMT == S_IFLNK }

    init?(of descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    /// Of a link it is the link's own.
    init?(at path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    private init(_ status: stat) {
        size = Int(status.st_size)
        mode = status.st_mode
        owner = status.st_uid
        group = status.st_gid
        device = status.st_dev
        number = status.st_ino
        times = [status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec]
    }
}

extension EditRefusal {
    /// With what the system says (`errno`).
    init(_ file: String, system what: String) {
        self.init(file: file, reason: "\(what): \(String(cString: strerror(errno)))")
    }
}
