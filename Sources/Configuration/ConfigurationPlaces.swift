import Glibc

/// Where the files of configuration lie.
public struct ConfigurationPlaces: Sendable {
    /// A tree's file, and the tree's path below its folder.
    public struct TreeFile: Sendable, Equatable {
        public let path: String
        /// Segments joined by `/`; empty where the file lies at the top of the tree.
        public let base: String
    }

    public static let treeFileName = ".astern.yaml"

    /// Nil when there is none.
    public let tree: TreeFile?
    /// Where the user's file is looked for; nil when the environment names no place.
    public let user: String?

    /// - Parameters:
    ///   - root: The folder that is the top of the tree.
    ///   - environment: `XDG_CONFIG_HOME` and `HOME` count.
    public init(root: String, environment: [String: String]) {
        tree = Self.treeFile(root: root)
        user = Self.userFile(environment)
    }

    /// The file at the top of the tree. A tree that is a folder of a Git repository takes that of the nearest folder
    /// above that has one, up to the top of the repository: nothing outside of it has a say.
    private static func treeFile(root: String) -> TreeFile? {
        let own = root.hasSuffix("/") ? "\(root)\(treeFileName)" : "\(root)/\(treeFileName)"
        if exists(own) { return TreeFile(path: root == "." ? treeFileName : own, base: "") }
        guard let resolved = realpath(root, nil) else { return nil }
        defer { free(resolved) }
        var folder = String(cString: resolved)[...]
        var below: [Substring] = []
        var found: TreeFile?
        for _ in 0..<ConfigurationLimits.folders {
            if found == nil, !below.isEmpty, exists("\(folder)/\(treeFileName)") {
                found = TreeFile(path: "\(folder)/\(treeFileName)", base: below.reversed().joined(separator: "/"))
            }
            if exists("\(folder)/.git") { return found }
            guard let slash = folder.lastIndex(of: "/") else { break }
            below.append(folder[folder.index(after: slash)...])
            folder = folder[..<slash]
        }
        return nil
    }

    /// `$XDG_CONFIG_HOME/astern/config.yaml`, by default below `~/.config`. Source: XDG Base Directory specification,
    /// which takes absolute paths alone.
    private static func userFile(_ environment: [String: String]) -> String? {
        if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") { return "\(folder)/astern/config.yaml" }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        return "\(home)/.config/astern/config.yaml"
    }

    private static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }
}
