public import Artifacts

/// Patterns of paths in gitignore's syntax, as a file of configuration has them.
public struct PathPatterns: Sendable, Equatable {
    /// As written.
    public let texts: [String]
    private let base: String

    /// - Parameter base: The path of the tree below the folder that the patterns are relative to.
    public init(_ texts: [String], base: String = "") {
        self.texts = texts
        self.base = base
    }

    /// For the paths of files below the tree.
    public var globs: [GlobPattern] { texts.map { GlobPattern($0, below: base) } }
}
