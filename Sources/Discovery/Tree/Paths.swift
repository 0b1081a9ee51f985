/// Paths inside of a tree, with `/`.
enum Paths {
    static func directory(of path: String) -> String {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
    }

    static func name(of path: String) -> Substring {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.utf8.index(after: $0)...] } ?? path[...]
    }

    /// True when a folder of the path, at any depth, has the name.
    static func isBelow(folder: String, _ path: String) -> Bool {
        path.startsUTF8(folder + "/") || path.holdsUTF8("/\(folder)/")
    }

    /// How many folders two of them have in common from the top.
    static func sharedFolders(_ left: String, _ right: String) -> Int {
        zip(left.split(separator: "/"), right.split(separator: "/")).prefix { $0 == $1 }.count
    }

    /// False for URLs and for patches written in place: what `resources` and `patches` hold besides paths.
    static func isLocal(_ path: String) -> Bool {
        var previous: (UInt8, UInt8) = (0, 0)
        for byte in path.utf8 {
            if byte == UInt8(ascii: "\n") { return false }
            if byte == UInt8(ascii: "/"), previous == (UInt8(ascii: ":"), UInt8(ascii: "/")) { return false }
            previous = (previous.1, byte)
        }
        return true
    }

    /// `base` joined with a relative path, `.` and `..` resolved; nil when it leads out of the tree.
    static func join(_ base: String, _ relative: String) -> String? {
        var path = relative.utf8.first == UInt8(ascii: "/") ? [] : Array(base.utf8)
        for part in relative.utf8.split(separator: UInt8(ascii: "/")) where !part.elementsEqual(".".utf8) {
            if part.elementsEqual("..".utf8) {
                guard !path.isEmpty else { return nil }
                path.removeSubrange((path.lastIndex(of: UInt8(ascii: "/")) ?? 0)...)
            } else {
                if !path.isEmpty { path.append(UInt8(ascii: "/")) }
                path += part
            }
        }
        return String(decoding: path, as: UTF8.self)
    }
}
