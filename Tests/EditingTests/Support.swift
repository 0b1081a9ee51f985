import Editing
import Glibc
import SourceYAML
import TestSupport

/// An edit of the first place of a file that holds `old`.
func edit(_ file: String, in tree: TemporaryTree, _ old: String, _ new: String) -> Edit {
    let bytes = tree.bytes(file)
    let needle = Array(old.utf8)
    let start = bytes.indices.first { bytes[$0...].starts(with: needle) } ?? bytes.count
    return Edit(file: file, range: start..<start + needle.count, old: old, new: new)
}

extension TemporaryTree {
    /// Every name below the tree, sorted: nothing else may lie there after a run.
    var names: [String] {
        run("find", [".", "-mindepth", "1"], directory: path).output.split(separator: "\n").map {
            String($0.dropFirst(2))
        }
        .sorted()
    }

    func mode(_ name: String) -> mode_t {
        var status = stat()
        return lstat("\(path)/\(name)", &status) == 0 ? status.st_mode & 0o7777 : 0
    }
}
