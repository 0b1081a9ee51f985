public import SourceYAML

/// Writes a change set into the tree: every file is staged before the first is replaced.
///
/// An error before that changes nothing at all. Afterwards, and whenever the run is killed, each file is the old one or
/// the new one: the new contents are on disk before the first rename. A run that was killed is completed by the next
/// with the same answers of upstream, which also takes away the temporary files that it left.
public enum FileTransaction {
    /// What became of the changes.
    public struct Result: Sendable {
        /// Why files were not written, to be told.
        public let refusals: [EditRefusal]
        /// Every file that stays as it was.
        public let unwritten: Set<String>
        /// True when one refusal kept back the whole set.
        public var isWithdrawn: Bool { unwritten.count > refusals.count }
    }

    /// Writes all changes or, when one cannot be staged, none.
    public static func write(_ changes: ChangeSet, root: String) -> Result {
        guard !changes.changes.isEmpty else { return Result(refusals: [], unwritten: []) }
        var paths = TreePaths(root: root)
        var staged: [StagedFile] = []
        do throws(EditRefusal) {
            try stage(changes, in: &paths, as: &staged)
        } catch {
            for file in staged.reversed() { file.discard() }
            return Result(refusals: [error], unwritten: Set(changes.changes.map(\.file)))
        }
        var refusals: [EditRefusal] = []
        for file in staged.filter({ !$0.isRemoval }) + staged.filter(\.isRemoval) {
            // Where something new could not come, what is old stays.
            if file.isRemoval, !refusals.isEmpty {
                refusals.append(EditRefusal(file: file.file, reason: "stays, because another file was not written"))
                continue
            }
            do throws(EditRefusal) { try file.commit() } catch { refusals.append(error) }
        }
        // The bytes are safe already: should this fail, a crash of the machine may bring back old files, whole.
        _ = DiskBarrier.flush(Array(paths.visited), in: paths.visited)
        return Result(refusals: refusals, unwritten: Set(refusals.map(\.file)))
    }

    private static func stage(
        _ changes: ChangeSet, in paths: inout TreePaths, as staged: inout [StagedFile]
    ) throws(EditRefusal) {
        for change in changes.changes {
            let path = try paths.place(of: change.file, mayLackFolder: change.before == nil)
            staged.append(try StagedFile(change, at: path))
        }
        // The folders that were made are there now.
        for change in changes.changes { _ = try paths.place(of: change.file) }
        for folder in paths.visited { Leftovers.remove(in: folder) }
        guard DiskBarrier.flush(staged.compactMap(\.temporaryPath), in: paths.visited) else {
            throw EditRefusal(staged[0].file, system: "its new content cannot be brought to the disk")
        }
        for file in staged { try file.confirm() }
    }
}
