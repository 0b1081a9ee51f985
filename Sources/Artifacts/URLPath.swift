/// What may stand behind the host of a URL.
enum URLPath {
    /// No blanks or control characters, and no `.` or `..` segment: the path names a place below a directory too
    /// (`--upstream`), and must not leave it.
    static func isSafe(_ path: Substring) -> Bool {
        guard path.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return false }
        return path.utf8.split(separator: UInt8(ascii: "/")).allSatisfy {
            !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8)
        }
    }
}
