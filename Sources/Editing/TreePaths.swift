import Glibc
import SourceYAML

/// Where the files of a tree lie on disk: each folder is resolved once, and must lie in the tree.
struct TreePaths {
    private let root: String
    private let top: String?
    /// Folder, relative to the tree ⇒ its path without links.
    private var folders: [Substring: String] = [:]

    init(root: String) {
        self.root = root
        top = Self.real(root)
    }

    /// The path of a file, its folder without links.
    ///
    /// - Parameter mayLackFolder: The folder need not be there, if the folder that it belongs into is.
    mutating func place(of file: String, mayLackFolder: Bool = false) throws(EditRefusal) -> String {
        let slash = file.utf8.lastIndex(of: UInt8(ascii: "/"))
        let folder = file[..<(slash ?? file.startIndex)]
        let name = slash.map { file[file.utf8.index(after: $0)...] } ?? file[...]
        if let known = folders[folder] { return "\(known)/\(name)" }
        guard let top else { throw EditRefusal(root, system: "cannot be opened") }
        guard let real = folder.isEmpty ? top : Self.real("\(top)/\(folder)") else {
            let refusal = EditRefusal(file, system: "lies in a folder that cannot be opened")
            guard mayLackFolder, errno == ENOENT, !Self.isThere("\(top)/\(folder)") else { throw refusal }
            return try "\(place(of: String(folder)))/\(name)"
        }
        guard real == top || real.hasPrefix(top == "/" ? "/" : top + "/") else {
            throw EditRefusal(file: file, reason: "lies outside of the tree, behind a symbolic link")
        }
        folders[folder] = real
        return "\(real)/\(name)"
    }

    /// True for dangling links too.
    private static func isThere(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// The folders of all files that were asked for.
    var visited: Set<String> { Set(folders.values) }

    private static func real(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
