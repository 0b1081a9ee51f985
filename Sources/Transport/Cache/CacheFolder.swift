internal import Glibc
internal import Synchronization

/// The files of the cache: `answers/ab/cdef…`, one for each entry, and `salt`.
///
/// Safe with several processes at a time: a file is written under a name of its own, then renamed, so that readers find
/// the old one or the new one, whole. Nobody but the owner may read it. No failure here is an error: what cannot be
/// written is not kept.
final class CacheFolder: Sendable {
    let path: String
    /// Nil before it was looked for; then nil inside when none can be kept.
    private let knownSalt = Mutex<[UInt8]??>(nil)

    /// Nil when the folder is there and is not ours alone to write: whoever else may could put words into upstream's
    /// mouth.
    init?(_ path: String) {
        self.path = path
        var status = stat()
        guard stat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(), status.st_mode & 0o022 == 0 else {
            return nil
        }
    }

    var answers: String { "\(path)/answers" }

    func file(_ name: String) -> String { "\(answers)/\(name.prefix(2))/\(name.dropFirst(2))" }

    /// An entry's bytes, and when it was last confirmed, in seconds since 1970.
    func read(_ name: String) -> (bytes: [UInt8], confirmed: Int64)? {
        let file = file(name)
        guard let status = CacheFile.status(file),
            case .bytes(let bytes) = BoundedFile.read(file, limit: CacheLimits.entryBytes)
        else { return nil }
        return (bytes, status.modified)
    }

    /// Puts an entry at its place; false when that did not work.
    @discardableResult
    func write(_ bytes: [UInt8], as name: String, confirmed: Int64) -> Bool {
        guard bytes.count <= CacheLimits.entryBytes, let temporary = temporary(bytes) else { return false }
        let file = file(name)
        CacheFile.setTimes(temporary, used: confirmed, modified: confirmed)
        // Renaming onto a file makes some file systems (ext4) write the new one to disk at once, which takes a fifth of a
        // millisecond each; a reader who finds neither asks upstream.
        unlink(file)
        if rename(temporary, file) == 0 { return true }
        mkdir(answers, 0o700)
        mkdir("\(answers)/\(name.prefix(2))", 0o700)
        if rename(temporary, file) == 0 { return true }
        unlink(temporary)
        return false
    }

    /// Notes that an entry holds as of now.
    func confirm(_ name: String, at time: Int64) {
        CacheFile.setTimes(file(name), used: time, modified: time)
    }

    /// Notes that an entry was of use, so that pruning takes others first.
    func use(_ name: String, at time: Int64, confirmed: Int64) {
        CacheFile.setTimes(file(name), used: time, modified: confirmed)
    }

    func remove(_ name: String) {
        unlink(file(name))
    }

    /// The key that hides who asked; made at random, once for each cache. Nil when none can be kept: then only what is
    /// public can be stored.
    func salt() -> [UInt8]? {
        knownSalt.withLock { known in
            if let known { return known }
            let found = CacheFile.salt("\(path)/salt") ?? freshSalt()
            known = .some(found)
            return found
        }
    }

    private func freshSalt() -> [UInt8]? {
        var generator = SystemRandomNumberGenerator()
        let fresh = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
        guard let temporary = temporary(fresh) else { return nil }
        let file = "\(path)/salt"
        // A damaged one is replaced; a link is refused where another process was quicker.
        if access(file, F_OK) == 0 { unlink(file) }
        link(temporary, file)
        unlink(temporary)
        return CacheFile.salt(file)
    }

    /// A new file beside the entries, holding these bytes.
    private func temporary(_ bytes: [UInt8]) -> String? {
        let file = "\(path)/new-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
        if CacheFile.create(file, bytes) { return file }
        guard CacheFile.makeFolders(path) else { return nil }
        return CacheFile.create(file, bytes) ? file : nil
    }
}
