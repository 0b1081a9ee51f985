/// Builds tar archives byte by byte, honest ones and others.
public struct TarBytes: Sendable {
    public private(set) var bytes: [UInt8] = []

    public init() {}

    /// An archive of regular files.
    public init(_ files: [(name: String, content: [UInt8])]) {
        for file in files { add(file.name, file.content) }
        end()
    }

    /// A ustar entry.
    ///
    /// - Parameters:
    ///   - type: the type flag: `0` file, `1` hard link, `2` link, `3` device, `5` folder, `x` pax header, `L` long name.
    ///   - size: what the header says, when that is not the content's size.
    public mutating func add(
        _ name: String, _ content: [UInt8] = [], type: Character = "0", link: String = "", size: Int? = nil
    ) {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at offset: Int, _ width: Int) {
            for (index, byte) in text.utf8.prefix(width).enumerated() { header[offset + index] = byte }
        }
        func octal(_ value: Int, _ width: Int) -> String {
            let digits = String(value, radix: 8)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        put(name, at: 0, 100)
        put(octal(0o644, 7), at: 100, 8)
        put(octal(0, 7), at: 108, 8)
        put(octal(0, 7), at: 116, 8)
        put(octal(size ?? content.count, 11), at: 124, 12)
        put(octal(0, 11), at: 136, 12)
        put("        ", at: 148, 8)
        put(String(type), at: 156, 1)
        put(link, at: 157, 100)
        put("ustar\u{0}00", at: 257, 8)
        let sum = header.reduce(0) { $0 + Int($1) }
        put(octal(sum, 6) + "\u{0} ", at: 148, 8)
        bytes += header + content
        bytes += [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
    }

    /// A pax header for the next entry.
    public mutating func addPax(_ records: [(String, String)], type: Character = "x") {
        var content: [UInt8] = []
        for (key, value) in records {
            let rest = " \(key)=\(value)\n".utf8.count
            var length = rest + 1
            while length != rest + String(length).utf8.count { length = rest + String(length).utf8.count }
            content += Array("\(length) \(key)=\(value)\n".utf8)
        }
        add("pax", content, type: type)
    }

    /// The two empty blocks.
    public mutating func end() {
        bytes += [UInt8](repeating: 0, count: 1_024)
    }

    /// Any bytes.
    public mutating func raw(_ more: [UInt8]) {
        bytes += more
    }

    /// The archive as gzip, by the program of that name.
    public static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        let folder = TemporaryTree()
        folder.write(bytes, to: "a")
        run("/bin/sh", ["-c", "gzip -n < '\(folder.path)/a' > '\(folder.path)/a.gz'"])
        return Places.bytes("\(folder.path)/a.gz")
    }
}
