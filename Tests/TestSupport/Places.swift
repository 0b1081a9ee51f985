import Glibc

/// Where things are, seen from the sources of the tests.
public enum Places {
    /// The top of the project.
    public static let project: String = {
        var path = #filePath
        for _ in 0..<3 { path = parent(of: path) }
        return path
    }()

    public static let fixtures = "\(project)/charts-fixtures"
    public static let fleet = "\(fixtures)/fleet"
    public static let upstream = "\(fixtures)/upstream"

    /// Real trees, indexes and cases beside the project; nil where they are absent. Tests that need them say so.
    public static let shared: String? = {
        let path = "\(parent(of: project))/shared"
        return access("\(path)/corpus", R_OK) == 0 ? path : nil
    }()

    public static func parent(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }

    /// The bytes of a file; empty when it cannot be read, which the tests that use it notice.
    public static func bytes(_ path: String) -> [UInt8] {
        guard let file = fopen(path, "r") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        return bytes
    }

    public static func text(_ path: String) -> String { String(decoding: bytes(path), as: UTF8.self) }
}
