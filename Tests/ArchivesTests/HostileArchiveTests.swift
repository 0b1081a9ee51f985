import Archives
import TestSupport
import Testing

@Suite("Hostile archives", .timeLimit(.minutes(2)))
struct HostileArchiveTests {
    private static let small = ArchiveLimits(entries: 8, nameBytes: 100, entryBytes: 1 << 20, totalBytes: 4 << 20)

    /// Reads all names and contents; gives what was wrong.
    private static func problem(_ bytes: [UInt8], _ limits: ArchiveLimits = small) -> ArchiveError? {
        do throws(ArchiveError) {
            var reader = try TarReader(bytes: bytes, limits: limits)
            while try reader.next() != nil { _ = try reader.contents(limit: limits.entryBytes) }
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "names that lead out, or are none",
        arguments: [
            "../a", "a/../../b", "a/..", "..", "/etc/passwd", "//a", "\\a", "..\\a", "a\\..\\b", "C:\\a", "c:a",
            "a\u{7}b",
            "a\nb", "a\u{9B}b",
        ], ["0", "5", "2", "1", "3"] as [Character])
    func names(name: String, type: Character) {
        var tar = TarBytes()
        tar.add("good", [1])
        tar.add(name, type == "0" ? [1] : [], type: type, link: "good")
        tar.end()
        let error = Self.problem(tar.bytes)
        #expect(error?.code == .hostileName, "\(error?.message ?? "no error")")
        var pax = TarBytes()
        pax.addPax([("path", name)])
        pax.add("good", type == "0" ? [1] : [], type: type, link: "good")
        pax.end()
        #expect(Self.problem(pax.bytes)?.code == .hostileName)
    }

    @Test func linksAndDevicesAreNotFollowed() throws {
        var tar = TarBytes()
        tar.add("link", type: "2", link: "/etc/passwd")
        tar.add("hard", type: "1", link: "/etc/passwd")
        tar.add("device", type: "3")
        tar.add("block", type: "4")
        tar.add("pipe", type: "6")
        tar.add("folder/", type: "5")
        tar.add("file", [1])
        tar.end()
        var reader = try TarReader(bytes: tar.bytes, limits: Self.small)
        #expect(try reader.next()?.name == "file")
        #expect(try reader.next() == nil)
        #expect(reader.ignored == 5)
    }

    private static func repeated(_ count: Int) -> [UInt8] {
        TarBytes((0..<count).map { (name: "f\($0)", content: [1]) }).bytes
    }

    private static func one(_ name: String, _ size: Int) -> [UInt8] {
        TarBytes([(name: name, content: [UInt8](repeating: 0, count: size))]).bytes
    }

    private static func pax(_ records: [(String, String)], _ content: [UInt8] = [1], type: Character = "x") -> [UInt8] {
        var tar = TarBytes()
        tar.addPax(records, type: type)
        tar.add("a", content)
        tar.end()
        return tar.bytes
    }

    private static func chained(_ type: Character, _ count: Int) -> [UInt8] {
        var tar = TarBytes()
        for _ in 0..<count {
            if type == "L" {
                tar.add("x", Array("name\u{0}".utf8), type: "L")
            } else {
                tar.addPax([("a", "b")], type: type)
            }
        }
        tar.add("a", [1])
        tar.end()
        return tar.bytes
    }

    /// A sparse file of version 1.0 whose map has so many parts.
    private static func sparse(_ parts: Int, size: String = "10") -> [UInt8] {
        var map = Array("\(parts)\n".utf8)
        for _ in 0..<parts { map += Array("0\n0\n".utf8) }
        map += [UInt8](repeating: 0, count: (512 - map.count % 512) % 512)
        return pax(
            [
                ("GNU.sparse.major", "1"), ("GNU.sparse.minor", "0"), ("GNU.sparse.realsize", size),
                ("GNU.sparse.name", "s"),
            ],
            map + [1])
    }

    /// What is tried ⇒ the code, or none where the archive is odd and harmless.
    private static let archives: [(name: String, bytes: [UInt8], code: ArchiveError.Code?)] = [
        ("nothing", [], .damaged),
        ("one byte", [0x1F], .damaged),
        ("text", Array("apiVersion: v1\n".utf8), .damaged),
        ("the head of gzip alone", [0x1F, 0x8B], .damaged),
        ("gzip of text", TarBytes.gzip(Array("hello".utf8)), .damaged),
        ("gzip in gzip", TarBytes.gzip(TarBytes.gzip(one("a", 1))), .damaged),
        ("as many entries as allowed", repeated(8), nil),
        ("too many entries", repeated(9), .tooLarge),
        ("a name as long as allowed", one(String(repeating: "a", count: 100), 1), nil),
        ("a long name", pax([("path", String(repeating: "a", count: 101))]), .hostileName),
        ("an entry as large as allowed", one("a", 1 << 20), nil),
        ("a large entry", one("a", 1 << 20 | 1), .tooLarge),
        ("a size by pax", pax([("size", "99999999999999999999")]), .damaged),
        ("a negative size by pax", pax([("size", "-1")]), .damaged),
        (
            "a pax record of a wrong length",
            pax([("path", "x")]).replacing(Array("9 path".utf8), with: Array("7 path".utf8)), nil
        ),
        ("a large pax header", pax([("comment", String(repeating: "c", count: 8 << 20))]), .damaged),
        ("many pax headers", chained("x", 20_000), .damaged),
        ("many global pax headers", chained("g", 20_000), .damaged),
        ("many long names", chained("L", 20_000), .damaged),
        ("a sparse file that says it is huge", sparse(1, size: "9223372036854775807"), .tooLarge),
        ("a sparse file of a negative size", sparse(1, size: "-5"), .damaged),
        ("a sparse map with many parts", sparse(3_000_000), .tooLarge),
        ("the same as gzip", TarBytes.gzip(sparse(3_000_000)), .tooLarge),
        ("a file that is longer than all", TarBytes.gzip(one("a", 64 << 20)), .tooLarge),
        ("many files that are", TarBytes.gzip((0..<6).flatMap { one("f\($0)", 1 << 20).dropLast(1_024) }), .tooLarge),
        ("a broken check sum", one("a", 1).enumerated().map { $0.offset == 3 ? 0x41 : $0.element }, .damaged),
    ]

    @Test(arguments: archives.indices)
    func isBounded(_ index: Int) {
        let (name, bytes, code) = Self.archives[index]
        let error = Self.problem(bytes)
        #expect(error?.code == code, "\(name): \(error?.message ?? "no error")")
        #expect(error?.message.unicodeScalars.allSatisfy { $0.value >= 0x20 } ?? true)
    }

    /// One entry that is skipped, not read: the bound must hold inside of one step too.
    @Test func aBombIsNotSkippedThrough() throws {
        let folder = TemporaryTree()
        var tar = TarBytes()
        tar.add("a", [], size: 0o777777777)
        folder.write(tar.bytes, to: "head")
        let script = "cd '\(folder.path)' && { cat head; head -c 134217728 /dev/zero; } | gzip -1 > bomb.tgz"
        try #require(run("/bin/sh", ["-c", script]).status == 0)
        var limits = ArchiveLimits(entries: 8, entryBytes: .max, totalBytes: 8 << 20)
        var reader = try TarReader(path: "\(folder.path)/bomb.tgz", limits: limits)
        #expect(try reader.next()?.size == 0o777777777)
        let error = #expect(throws: ArchiveError.self) { try reader.next() }
        #expect(error?.code == .tooLarge)
        #expect(try reader.next() == nil)
        limits.totalBytes = 256 << 20
        var patient = try TarReader(path: "\(folder.path)/bomb.tgz", limits: limits)
        #expect(try patient.next() != nil)
        #expect(try patient.next() == nil)
    }

    @Test(
        "other formats are not tried",
        arguments: [
            "zip -q a.zip f", "printf 'a\\n' | cat > a.zip", "xz -k f -c > a.zip", "tar cf - f | xz > a.zip",
            "tar cf - f | bzip2 > a.zip", "echo f | cpio -o --quiet > a.zip 2>/dev/null || echo > a.zip",
        ])
    func formats(command: String) {
        let folder = TemporaryTree(["f": "hello"])
        run("/bin/sh", ["-c", "cd '\(folder.path)' && \(command)"])
        #expect(Self.problem(Places.bytes("\(folder.path)/a.zip"))?.code == .damaged)
    }

    /// Cut anywhere, an archive is an error or gives a prefix of its files with their whole content.
    @Test("cut at many places", arguments: [false, true])
    func truncation(isGzip: Bool) {
        let files = TarReaderTests.files
        let plain = TarBytes(files).bytes
        let bytes = isGzip ? TarBytes.gzip(plain) : plain
        for end in stride(from: 0, to: bytes.count, by: isGzip ? 3 : 97) {
            do throws(ArchiveError) {
                var reader = try TarReader(bytes: Array(bytes[..<end]), limits: .chart)
                var count = 0
                while let entry = try reader.next() {
                    let content = try reader.contents(limit: 1 << 20)
                    #expect(content == files[count].content && entry.name == TarReaderTests.names[count])
                    count += 1
                }
                #expect(!isGzip || count == files.count, "a cut gzip stream must be noticed")
            } catch {
                #expect(error.code == .damaged)
            }
        }
    }

    /// Any bytes in a header end in an answer within bounds.
    @Test func scrambledHeaders() {
        var random = SplitMix(state: 41)
        var base = TarBytes()
        base.addPax([("path", "app/values.yaml"), ("size", "5"), ("mtime", "1.5")])
        base.add("app/x", Array("hello".utf8))
        base.add("app/y", Array("world".utf8))
        base.end()
        for _ in 0..<3_000 {
            var bytes = base.bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<2_560, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            guard let error = Self.problem(bytes) else { continue }
            #expect([.damaged, .hostileName, .tooLarge].contains(error.code))
        }
    }
}
