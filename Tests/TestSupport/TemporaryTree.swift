import Glibc

/// A folder of files for one test, gone when the value is.
public final class TemporaryTree: Sendable {
    public let path: String

    /// - Parameter files: Path in the tree ⇒ content.
    public init(_ files: [String: String] = [:]) {
        var template = Array("/tmp/astern-tests-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { fatalError("no temporary folder: \(String(cString: strerror(errno)))") }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        for (name, text) in files { write(Array(text.utf8), to: name) }
    }

    public convenience init(_ files: [String: String], link: String, to target: String) {
        self.init(files)
        symlink(target, "\(path)/\(link)")
    }

    deinit { run("/bin/rm", ["-rf", path]) }

    public func write(_ bytes: [UInt8], to name: String) {
        var folder = path
        for part in name.split(separator: "/").dropLast() {
            folder += "/\(part)"
            mkdir(folder, 0o755)
        }
        guard let file = fopen("\(path)/\(name)", "w") else { return }
        defer { fclose(file) }
        _ = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    }

    public func write(_ text: String, to name: String) { write(Array(text.utf8), to: name) }
    public func text(_ name: String) -> String { Places.text("\(path)/\(name)") }
    public func bytes(_ name: String) -> [UInt8] { Places.bytes("\(path)/\(name)") }
}
