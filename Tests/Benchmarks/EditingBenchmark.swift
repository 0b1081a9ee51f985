import Editing
import Glibc
import SourceYAML

/// A tree of many files, all of them edited: read, proven, staged, flushed and put in place.
struct EditingBenchmark {
    private let root: String
    private let files: Int
    private let editsPerFile: Int

    /// Files as large as releases with a page of values.
    init(files: Int, editsPerFile: Int) {
        self.files = files
        self.editsPerFile = editsPerFile
        var template = Array("\(Self.folder)/astern-bench-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { fatalError("no temporary folder: \(String(cString: strerror(errno)))") }
        root = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        for file in 0..<files {
            if file % 20 == 0 { mkdir("\(root)/\(file / 20)", 0o755) }
            guard let stream = fopen("\(root)/\(name(file))", "w") else { continue }
            fputs(text(version: "v1.2.3"), stream)
            fclose(stream)
        }
    }

    /// Where things are written for good: a `tmpfs` would flatter.
    private static let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"

    private func name(_ file: Int) -> String { "\(file / 20)/release-\(file).yaml" }

    private func text(version: String) -> String {
        var text = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ledger\nspec:\n  containers:\n"
        for index in 0..<editsPerFile {
            text += "  - name: part-\(index)\n    image: registry.example/team/part:\(version) # kept\n    env:\n"
            for variable in 0..<6 { text += "    - {name: VARIABLE_\(variable), value: \"some value of it\"}\n" }
        }
        return text
    }

    /// Every image from one version to the other.
    func edits(from old: String, to new: String) -> [Edit] {
        let bytes = Array(text(version: old).utf8)
        let places = bytes.indices.filter { bytes[$0...].starts(with: old.utf8) }
        return (0..<files).flatMap { file in
            places.map { Edit(file: name(file), range: $0..<$0 + old.utf8.count, old: old, new: new) }
        }
    }

    func apply(_ edits: [Edit]) {
        let changes = ChangeSet(edits, root: root)
        let result = FileTransaction.write(changes, root: root)
        guard changes.changes.count == files, result.unwritten.isEmpty else { fatalError("\(result.refusals)") }
    }

    /// What the disk takes for the same files, written and renamed without any care.
    func rewrite() {
        let text = text(version: "v1.2.3")
        for file in 0..<files {
            guard let stream = fopen("\(root)/\(name(file))-new", "w") else { continue }
            fputs(text, stream)
            fclose(stream)
        }
        for file in 0..<files { rename("\(root)/\(name(file))-new", "\(root)/\(name(file))") }
    }

    func remove() {
        for file in 0..<files { unlink("\(root)/\(name(file))") }
        for folder in 0...(files / 20) { rmdir("\(root)/\(folder)") }
        rmdir(root)
    }
}
