internal import Glibc

/// A folder of its own for a test, removed with all it holds when released.
public final class TemporaryFolder: Sendable {
    public let path: String

    public struct CannotWrite: Error {
        public let path: String
        public let code: Int32
    }

    public init() throws(CannotWrite) {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/astern-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw CannotWrite(path: parent, code: errno) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        Self.remove(path)
    }

    /// Removes a file, or a folder with all it holds; links are not followed.
    private static func remove(_ path: String) {
        guard unlink(path) != 0, let folder = opendir(path) else { return }
        var names: [String] = []
        while let entry = readdir(folder) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) {
                    String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
                })
        }
        closedir(folder)
        for name in names where name != "." && name != ".." { remove("\(path)/\(name)") }
        rmdir(path)
    }

    /// Writes a file, and makes the folders that lead to it.
    public func write(_ bytes: [UInt8], to name: String) throws(CannotWrite) {
        var folder = path
        for part in name.split(separator: "/").dropLast() {
            folder += "/\(part)"
            mkdir(folder, 0o755)
        }
        let full = "\(path)/\(name)"
        guard let file = fopen(full, "w") else { throw CannotWrite(path: full, code: errno) }
        defer { fclose(file) }
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw CannotWrite(path: full, code: errno) }
    }

    public func write(_ text: String, to name: String) throws(CannotWrite) {
        try write(Array(text.utf8), to: name)
    }
}
