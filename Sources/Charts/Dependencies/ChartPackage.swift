/// The archive of a chart that lies in a folder, as `helm dependency update` packs charts of `file://` repositories.
///
/// The same folder gives the same bytes: files in the order of their paths, at the time 0. What is in them is stored, not
/// compressed: such charts are small, and what is packed again can be compared.
public struct ChartPackage: Sendable {
    public let metadata: ChartMetadata
    /// gzip around tar.
    public let bytes: [UInt8]

    /// - Parameters:
    ///   - path: The chart's folder; `.helmignore` applies.
    ///   - root: The folder that links may lead to; the chart's own when nil.
    public init(directory path: String, root: String? = nil) throws(ChartArchiveError) {
        var budget = ArchiveBudget()
        var walk = try ChartFolder(path: path, root: root)
        try walk.read(budget: &budget)
        guard let file = walk.files.first(where: { $0.path == "Chart.yaml" }) else {
            throw ChartArchiveError(.layout, archive: path, entry: "Chart.yaml", "holds no Chart.yaml")
        }
        do throws(ChartFileError) {
            metadata = try ChartMetadata(file.bytes)
        } catch {
            throw ChartArchiveError(.metadata, archive: path, entry: "Chart.yaml", "has a \(error)")
        }
        let name = metadata.name
        let files = walk.files.sorted { Self.precedes($0.path, $1.path) }
        var tar: [UInt8] = []
        for file in files { TarWriter.add("\(name)/\(file.path)", file.bytes, to: &tar) }
        tar += [UInt8](repeating: 0, count: 1_024)
        bytes = StoredGzip.wrap(tar)
    }

    /// `Chart.yaml` first: who only wants to know what it is need not read on.
    private static func precedes(_ left: String, _ right: String) -> Bool {
        let marks = (left == "Chart.yaml", right == "Chart.yaml")
        return marks.0 != marks.1 ? marks.0 : left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}

/// Entries of a tar archive. Source: POSIX, "pax Interchange Format".
private enum TarWriter {
    static func add(_ name: String, _ content: [UInt8], to tar: inout [UInt8]) {
        if name.utf8.count > 100 {
            // `LENGTH path=NAME\n`, where the length counts itself.
            let rest = " path=\(name)\n"
            var length = rest.utf8.count + 1
            while length != rest.utf8.count + String(length).utf8.count {
                length = rest.utf8.count + String(length).utf8.count
            }
            entry("pax", Array("\(length)\(rest)".utf8), type: UInt8(ascii: "x"), to: &tar)
        }
        entry(name, content, type: UInt8(ascii: "0"), to: &tar)
    }

    private static func entry(_ name: String, _ content: [UInt8], type: UInt8, to tar: inout [UInt8]) {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ bytes: some Sequence<UInt8>, at offset: Int) {
            for (index, byte) in bytes.enumerated() { header[offset + index] = byte }
        }
        func octal(_ value: Int, _ width: Int) -> [UInt8] {
            let digits = String(value, radix: 8)
            return Array((String(repeating: "0", count: max(0, width - digits.count)) + digits).utf8)
        }
        put(name.utf8.prefix(100), at: 0)
        put(octal(0o644, 7), at: 100)
        put(octal(0, 7), at: 108)
        put(octal(0, 7), at: 116)
        put(octal(content.count, 11), at: 124)
        put(octal(0, 11), at: 136)
        put("        ".utf8, at: 148)
        header[156] = type
        put("ustar\u{0}00".utf8, at: 257)
        let sum = header.reduce(0) { $0 + Int($1) }
        put(octal(sum, 6) + [0, 0x20], at: 148)
        tar += header + content
        tar += [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
    }
}

/// gzip (RFC 1952) of stored blocks (RFC 1951, section 3.2.4).
private enum StoredGzip {
    static func wrap(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
        out.reserveCapacity(bytes.count + bytes.count / 0xFFFF * 5 + 64)
        var start = 0
        repeat {
            let end = min(start + 0xFFFF, bytes.count)
            let length = UInt16(end - start)
            out.append(end == bytes.count ? 1 : 0)
            for word in [length, ~length] { out += [UInt8(word & 0xFF), UInt8(word >> 8)] }
            out += bytes[start..<end]
            start = end
        } while start < bytes.count
        for word in [checksum(bytes), UInt32(truncatingIfNeeded: bytes.count)] {
            out += (0..<4).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
        }
        return out
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(0xFFFF_FFFF as UInt32) { sum, byte in
            table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ (sum >> 8)
        }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }
}
