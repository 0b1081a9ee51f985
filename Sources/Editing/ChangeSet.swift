public import SourceYAML

/// The edits of one run by file, each file proven before anything is written.
public struct ChangeSet: Sendable {
    /// A file with its bytes before and after.
    public struct FileChange: Hashable, Sendable {
        /// Relative to the tree.
        public let file: String
        /// Nil where there is no such file yet.
        public let before: [UInt8]?
        /// Nil where the file goes.
        public let after: [UInt8]?

        public init(file: String, before: [UInt8]?, after: [UInt8]?) {
            self.file = file
            self.before = before
            self.after = after
        }
    }

    /// In the order of the files' names; only files that change.
    public let changes: [FileChange]
    /// Files whose edits could not be proven: they stay as they are.
    public let refusals: [EditRefusal]

    /// Reads each file of the edits again and proves the edits on what stands there now.
    ///
    /// - Parameters:
    ///   - root: The folder that the edits' files are relative to.
    ///   - files: Files that come, go, or are written whole. One that comes must not be there; its folder may be
    ///     missing, the folder of that must not.
    ///   - known: What stood in the files when the edits were made, where that is known: a file that holds anything else now
    ///     is refused, even if the edits would fit.
    public init(_ edits: [Edit], files: [FileChange] = [], root: String, known: [String: [UInt8]] = [:]) {
        var changes: [FileChange] = []
        var refusals: [EditRefusal] = []
        var paths = TreePaths(root: root)
        for (file, edits) in Dictionary(grouping: Set(edits), by: \.file).sorted(by: { $0.key < $1.key }) {
            do throws(EditRefusal) {
                let before = try TreeFile(at: paths.place(of: file), file: file).bytes
                if let bytes = known[file], bytes != before {
                    throw EditRefusal(file: file, reason: "was changed by something else since it was read")
                }
                let after = try EditProof.apply(edits, to: before, file: file)
                if after != before { changes.append(FileChange(file: file, before: before, after: after)) }
            } catch {
                refusals.append(error)
            }
        }
        for file in files where file.before != file.after {
            do throws(EditRefusal) {
                let path = try paths.place(of: file.file, mayLackFolder: file.before == nil)
                try TreeFile.check(file, at: path)
                guard !changes.contains(where: { $0.file == file.file }) else {
                    throw EditRefusal(file: file.file, reason: "would be edited and written whole")
                }
                changes.append(file)
            } catch {
                refusals.append(error)
            }
        }
        self.changes = changes.sorted { $0.file < $1.file }
        self.refusals = refusals
    }
}
