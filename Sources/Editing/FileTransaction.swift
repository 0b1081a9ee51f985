public import SourceYAML

/// Writes a change set into the tree, file by file, each in one step.
public enum FileTransaction {
    /// Writes every change; a file that cannot be written stays as it was and is named in the result.
    public static func write(_ changes: ChangeSet, root: String) -> [EditRefusal] {
        var refusals: [EditRefusal] = []
        for change in changes.changes {
            do throws(EditRefusal) {
                let staged = try StagedFile.stage(change, root: root)
                try staged.commit()
            } catch {
                refusals.append(error)
            }
        }
        return refusals
    }
}
