import FoundationEssentials

/// Case files that live beside the package, in `../shared`.
///
/// They are no part of the repository: a checkout without them skips the tests that need them.
enum SharedCases {
    /// The bytes of `../shared/<path>` seen from the package root, or `nil` when there is no such file.
    static func data(_ path: String, from testFile: String = #filePath) -> Data? {
        // Tests/VersioningTests/SharedCases.swift: three levels below the root.
        var root = testFile[...]
        for _ in 0..<3 { root = root[..<(root.lastIndex(of: "/") ?? root.startIndex)] }
        let shared = root[..<(root.lastIndex(of: "/") ?? root.startIndex)] + "/shared/" + path
        return FileManager.default.contents(atPath: String(shared))
    }

    /// The decoded lines of a JSON Lines file, or `nil` when there is no such file.
    static func lines<Line: Decodable>(_ path: String, as type: Line.Type) throws -> [Line]? {
        guard let data = data(path) else { return nil }
        let decoder = JSONDecoder()
        return try data.split(separator: UInt8(ascii: "\n")).map { try decoder.decode(Line.self, from: Data($0)) }
    }
}
