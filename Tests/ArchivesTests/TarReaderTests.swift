import Archives
import TestSupport
import Testing

@Suite("Tar archives")
struct TarReaderTests {
    static let files: [(name: String, content: [UInt8])] = [
        ("app/Chart.yaml", Array("name: app\n".utf8)),
        ("./app//templates/a.yaml", Array(repeating: 0x61, count: 70_000)),
        ("app/empty", []), ("app/templates/ü.yaml", Array("x".utf8)),
    ]
    static let names = ["app/Chart.yaml", "app/templates/a.yaml", "app/empty", "app/templates/ü.yaml"]

    @Test("plain and gzip, from memory and from a file", arguments: [false, true], [false, true])
    func reads(isGzip: Bool, isFile: Bool) throws {
        let plain = TarBytes(Self.files).bytes
        let bytes = isGzip ? TarBytes.gzip(plain) : plain
        let folder = TemporaryTree()
        folder.write(bytes, to: "a")
        var reader =
            try isFile ? TarReader(path: "\(folder.path)/a", limits: .chart) : TarReader(bytes: bytes, limits: .chart)
        var read: [(name: String, content: [UInt8])] = []
        while let entry = try reader.next() {
            let content = try reader.contents(limit: 1 << 20)
            #expect(content.count == entry.size)
            read.append((entry.name, content))
        }
        #expect(read.map(\.name) == Self.names)
        #expect(read.map(\.content) == Self.files.map(\.content))
        #expect(try reader.next() == nil)
    }

    @Test("what GNU tar writes", arguments: ["gnu", "pax", "ustar", "v7", "oldgnu"], ["", "--gzip"])
    func interop(format: String, compression: String) throws {
        let long = String(repeating: "long-name/", count: format == "v7" ? 5 : 15)
        let folder = TemporaryTree(["in/\(long)a.txt": "hello", "in/b/ü.txt": "world"])
        run("/bin/sh", ["-c", "cd '\(folder.path)' && ln -s /etc/passwd in/link && ln in/b/ü.txt in/hard"])
        let options = ["--format=\(format)", "--sort=name"] + (compression.isEmpty ? [] : [compression])
        let made = run("tar", options + ["-cf", "\(folder.path)/a.tar", "-C", "\(folder.path)/in", "."])
        try #require(made.status == 0, "\(made.errors)")
        var reader = try TarReader(path: "\(folder.path)/a.tar", limits: .chart)
        var texts: [String: String] = [:]
        while let entry = try reader.next() {
            texts[entry.name] = String(decoding: try reader.contents(limit: 100), as: UTF8.self)
        }
        #expect(texts == ["\(long)a.txt": "hello", "b/ü.txt": "world"])
        #expect(reader.ignored == 2)
    }

    @Test func contentMayBePassedOver() throws {
        var reader = try TarReader(bytes: TarBytes(Self.files).bytes, limits: .chart)
        var names: [String] = []
        while let entry = try reader.next() { names.append(entry.name) }
        #expect(names == Self.names)
        #expect(#expect(throws: ArchiveError.self) { try Self.contentAtTheEnd() }?.code == .damaged)
    }

    private static func contentAtTheEnd() throws {
        var reader = try TarReader(bytes: TarBytes(files).bytes, limits: .chart)
        while try reader.next() != nil {}
        _ = try reader.contents(limit: 1)
    }

    @Test func holesAreZeros() throws {
        let folder = TemporaryTree()
        let script = """
            cd '\(folder.path)' && truncate -s 1M hole && printf end >> hole && tar --sparse --format=pax -cf a.tar hole
            """
        try #require(run("/bin/sh", ["-c", script]).status == 0)
        var reader = try TarReader(path: "\(folder.path)/a.tar", limits: .chart)
        #expect(try reader.next()?.size == (1 << 20) + 3)
        let content = try reader.contents(limit: 2 << 20)
        #expect(content.dropLast(3).allSatisfy { $0 == 0 })
        #expect(content.suffix(3) == Array("end".utf8)[...])
        #expect(try reader.next() == nil)
    }

    @Test(
        "files that cannot be opened",
        arguments: [("none", ArchiveError.Code.absent), ("", .unreadable), ("pipe", .unreadable)])
    func unreadable(name: String, code: ArchiveError.Code) {
        let folder = TemporaryTree()
        run("mkfifo", ["\(folder.path)/pipe"])
        let error = #expect(throws: ArchiveError.self) {
            _ = try TarReader(path: "\(folder.path)/\(name)", limits: .chart)
        }
        #expect(error?.code == code)
    }
}
