import Glibc

/// Lists the YAML files of a folder, folders in folders included, in the order of their paths.
///
/// Symbolic links are not followed: what they lead to inside of the tree is read where it lies, and what lies outside
/// is not ours. `.git` is left out; other hidden folders are read. Of a chart, `templates/` and `charts/` are left out:
/// the first holds Go templates, the second what the chart vendors.
struct TreeWalk {
    private(set) var files: [String] = []
    private(set) var skipped: [SkippedFile] = []
    private let root: String

    /// - Parameter root: An absolute path without symbolic links.
    init(root: String) {
        self.root = root
        visit("", depth: 0)
        files.sort(by: Self.precedes)
    }

    /// The order of every listing: by bytes.
    static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    private mutating func visit(_ directory: String, depth: Int) {
        guard depth < DiscoveryLimits.depth else {
            skip(directory, .tooLarge, "folders are nested deeper than \(DiscoveryLimits.depth)")
            return
        }
        guard let handle = opendir(directory.isEmpty ? root : "\(root)/\(directory)") else {
            skip(directory.isEmpty ? "." : directory, .unreadable, String(cString: strerror(errno)))
            return
        }
        defer { closedir(handle) }
        var entries: [Entry] = []
        while let entry = readdir(handle) {
            entries.append(Entry(entry))
        }
        let isChart = entries.contains { $0.name == "Chart.yaml" }
        for entry in entries where entry.name != "." && entry.name != ".." {
            let path = directory.isEmpty ? entry.name : "\(directory)/\(entry.name)"
            switch entry.type == UInt8(DT_UNKNOWN) ? type(of: path) : entry.type {
            case UInt8(DT_DIR):
                if entry.name == ".git" { continue }
                if isChart, entry.name == "templates" { visitTemplates(path, depth: depth + 1) }
                if isChart, entry.name == "templates" || entry.name == "charts" { continue }
                visit(path, depth: depth + 1)
            case UInt8(DT_LNK):
                visitLink(path, name: entry.name[...])
            case UInt8(DT_REG):
                if FileKind.isYAML(entry.name[...]), !FileKind.isGenerated(entry.name[...]) { files.append(path) }
            default:
                break
            }
        }
    }

    /// Names the templates of a chart, so that what is not read is said.
    private mutating func visitTemplates(_ directory: String, depth: Int) {
        var inside = TreeWalk(root: root, empty: ())
        inside.visit(directory, depth: depth)
        skipped += inside.files.map {
            SkippedFile(file: $0, code: .template, message: "a template of a chart, not YAML of its own")
        }
    }

    private init(root: String, empty: Void) { self.root = root }

    private mutating func visitLink(_ path: String, name: Substring) {
        guard let target = Self.realPath("\(root)/\(path)") else {
            let reason = String(cString: strerror(errno))
            if FileKind.isYAML(name) || errno == ELOOP { skip(path, .link, "the link leads nowhere: \(reason)") }
            return
        }
        let isInside = target == root || target.hasPrefix(root + "/")
        let loops = "\(root)/\(path)".hasPrefix(target + "/")
        if loops {
            skip(path, .link, "the link leads back to a folder that holds it")
        } else if !isInside, FileKind.isYAML(name) || Self.isDirectory(target) {
            skip(path, .link, "the link leads out of the tree and is not followed")
        }
    }

    private mutating func skip(_ file: String, _ code: SkippedFile.Code, _ message: String) {
        skipped.append(SkippedFile(file: file, code: code, message: message))
    }

    private func type(of path: String) -> UInt8 {
        var status = stat()
        guard lstat("\(root)/\(path)", &status) == 0 else { return UInt8(DT_UNKNOWN) }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return UInt8(DT_DIR)
        case S_IFLNK: return UInt8(DT_LNK)
        case S_IFREG: return UInt8(DT_REG)
        default: return UInt8(DT_UNKNOWN)
        }
    }

    static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The path without symbolic links, or nil with `errno` set.
    static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}

/// A folder's entry: its name and what readdir says of its type.
private struct Entry {
    let name: String
    let type: UInt8

    init(_ entry: UnsafeMutablePointer<dirent>) {
        type = entry.pointee.d_type
        let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
        name = String(cString: UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self))
    }
}
