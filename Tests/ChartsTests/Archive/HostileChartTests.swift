import Charts
import FakeRegistry
import TestSupport
import Testing

@Suite("Hostile chart archives", .timeLimit(.minutes(3)))
struct HostileChartTests {
    private static let metadata = Array("apiVersion: v2\nname: app\nversion: 1.2.3\n".utf8)
    private static let head: [(name: String, content: [UInt8])] = [("app/Chart.yaml", metadata)]

    private static func error(_ bytes: [UInt8]) -> ChartArchiveError? {
        do throws(ChartArchiveError) {
            _ = try Chart(archive: bytes, named: "app-1.2.3.tgz")
            return nil
        } catch {
            return error
        }
    }

    private static func gzip(_ files: [(name: String, content: [UInt8])]) -> [UInt8] {
        Gzip.stored(TarBytes(files).bytes)
    }

    private static func entry(_ name: String, type: Character = "0", size: Int = 1) -> [UInt8] {
        var tar = TarBytes()
        tar.add("app/Chart.yaml", metadata)
        tar.add(name, type == "0" ? [UInt8](repeating: 1, count: size) : [], type: type, link: "/etc/passwd")
        tar.end()
        return size > 1 << 16 ? TarBytes.gzip(tar.bytes) : Gzip.stored(tar.bytes)
    }

    @Test(
        "names that lead out, or are none, name themselves and the rule",
        arguments: [
            ("app/../../etc/passwd", ChartArchiveError.Code.hostileName, "may lead out"),
            ("app/..", .hostileName, "may lead out"), ("../x", .hostileName, "may lead out"),
            ("app/..foo", .hostileName, "begins with “..”"), ("app/./..foo/x", .hostileName, "begins with “..”"),
            ("app//etc/passwd", .hostileName, "is absolute below"), ("/etc/passwd", .hostileName, "is absolute"),
            ("\\app\\x", .hostileName, "is absolute"), ("app\\\\x", .hostileName, "is absolute below"),
            ("app\\..\\..\\x", .hostileName, "may lead out"), ("C:/x", .hostileName, "drive letter"),
            ("app/c:/x", .hostileName, "drive letter below"), ("app\\C:\\x", .hostileName, "drive letter below"),
            ("app/.", .hostileName, "names the chart's folder"), ("Chart.yaml", .layout, "at its top"),
            ("values.yaml", .layout, "at its top"), ("app/a\u{1B}[31m", .hostileName, "control characters"),
        ])
    func names(name: String, code: ChartArchiveError.Code, words: String) throws {
        let error = try #require(Self.error(Self.entry(name)))
        #expect(error.code == code && error.message.contains(words), "\(error)")
        #expect(error.description.hasPrefix("app-1.2.3.tgz "))
        #expect(error.entry != nil)
        #expect(error.description.unicodeScalars.allSatisfy { $0.value >= 0x20 })
    }

    @Test(
        "harmless names that look odd", arguments: ["app/a..b", "app/x/..y", "app/c:", "app/ü", "app/a b", "app\\d\\e"])
    func oddNames(name: String) throws {
        let chart = try Chart(archive: Self.entry(name), named: "a")
        let last = name.split(whereSeparator: { "/\\".contains($0) }).dropFirst().joined(separator: "/")
        #expect(chart.bytes(of: last) == [1])
    }

    @Test("links, devices and pipes are empty files, as in Helm, and told", arguments: ["1", "2", "3", "4", "6"])
    func links(type: String) throws {
        let chart = try Chart(archive: Self.entry("app/values.yaml", type: Character(type)), named: "a")
        #expect(chart.bytes(of: "values.yaml") == [])
        #expect(chart.problems.map(\.file) == ["values.yaml"])
        #expect(chart.problems[0].message.contains("counts as an empty file"))
    }

    @Test func aLinkForTheChartFile() throws {
        var tar = TarBytes()
        tar.add("app/Chart.yaml", type: "2", link: "/etc/passwd")
        tar.end()
        #expect(Self.error(Gzip.stored(tar.bytes))?.code == .metadata)
    }

    @Test("a file as large as allowed, and one byte more")
    func fileBytes() throws {
        let chart = try Chart(archive: Self.entry("app/x", size: ChartLimits.fileBytes), named: "a")
        #expect(chart.bytes(of: "x")?.count == ChartLimits.fileBytes)
        let error = try #require(Self.error(Self.entry("app/x", size: ChartLimits.fileBytes + 1)))
        #expect(error.code == .tooLarge && error.entry == "app/x" && error.message.contains("5242880"), "\(error)")
    }

    /// Files of 5 MiB and one that fills what is left: the sum must stay below the bound.
    private static func filled(to total: Int) -> [UInt8] {
        var left = total - metadata.count
        var files = head
        while left > 0 {
            let size = min(left, ChartLimits.fileBytes)
            files.append(("app/f\(files.count)", [UInt8](repeating: 0, count: size)))
            left -= size
        }
        return TarBytes.gzip(TarBytes(files).bytes)
    }

    @Test("all files together stay below 100 MiB")
    func unpackedBytes() throws {
        #expect(Self.error(Self.filled(to: ChartLimits.unpackedBytes - 1)) == nil)
        let error = try #require(Self.error(Self.filled(to: ChartLimits.unpackedBytes)))
        #expect(error.code == .tooLarge && error.message.contains("104857600"), "\(error)")
    }

    @Test("entries: 1,000,000 in some kilobytes")
    func entries() throws {
        var thousand = TarBytes()
        for _ in 0..<1_000 { thousand.add("app/x") }
        let piece = TarBytes.gzip(thousand.bytes)
        let head = TarBytes.gzip(Array(TarBytes(Self.head).bytes.dropLast(1_024)))
        let million = head + (0..<1_000).flatMap { _ in piece }
        let error = try #require(Self.error(million))
        #expect(error.code == .tooLarge && error.message.contains("20000"), "\(error)")
        #expect(Self.error(head + (0..<19).flatMap { _ in piece }) == nil)
    }

    @Test("a path as long as allowed, and longer")
    func pathBytes() throws {
        func archive(_ length: Int) -> [UInt8] {
            var tar = TarBytes()
            tar.add("app/Chart.yaml", Self.metadata)
            tar.addPax([("path", "app/" + String(repeating: "a", count: length - 4))])
            tar.add("x", [1])
            tar.end()
            return Gzip.stored(tar.bytes)
        }
        #expect(Self.error(archive(ChartLimits.pathBytes)) == nil)
        let error = try #require(Self.error(archive(ChartLimits.pathBytes + 1)))
        #expect(error.code == .hostileName && error.message.contains("longer than 1024 bytes"), "\(error)")
    }

    @Test("an archive that is larger than is ever sent")
    func archiveBytes() throws {
        let error = try #require(Self.error([UInt8](repeating: 0, count: ChartLimits.archiveBytes + 1)))
        #expect(error.code == .tooLarge && error.message.contains("52428800"))
    }

    private static func nested(_ depth: Int) -> [UInt8] {
        (0..<depth).reduce(gzip(head)) { inner, _ in gzip(head + [("app/charts/app-1.2.3.tgz", inner)]) }
    }

    @Test("charts in charts, 50 deep")
    func depth() throws {
        #expect(Self.error(Self.nested(ChartLimits.chartDepth)) == nil)
        for depth in [ChartLimits.chartDepth + 1, 50] {
            let error = try #require(Self.error(Self.nested(depth)))
            #expect(error.code == .tooLarge && error.message.contains("at most 8"), "\(error)")
            #expect(error.archive.hasPrefix("app-1.2.3.tgz/charts/app-1.2.3.tgz/charts/"))
        }
        let folders = String(repeating: "/charts/a", count: 50)
        let error = try #require(Self.error(Self.gzip(Self.head + [("app\(folders)/Chart.yaml", Self.metadata)])))
        #expect(error.code == .tooLarge)
    }

    /// Each one is within the bounds; Helm, which counts them one by one, would unpack them all.
    @Test func aBombMadeOfBombs() throws {
        let bomb = Self.filled(to: 40 << 20)
        let files = (0..<20).map { (name: "app/charts/b\($0).tgz", content: bomb) }
        let error = try #require(Self.error(Self.gzip(Self.head + files)))
        #expect(error.code == .tooLarge && error.archive.hasPrefix("app-1.2.3.tgz/charts/b"), "\(error)")
    }

    /// More than all that is unpacked of one archive; it has no end.
    private static let bomb = Gzip.bomb(unpacked: 150 << 20)

    private static func sparse(_ size: String) -> [UInt8] {
        var tar = TarBytes()
        tar.add("app/Chart.yaml", metadata)
        tar.addPax([
            ("GNU.sparse.major", "1"), ("GNU.sparse.minor", "0"), ("GNU.sparse.realsize", size),
            ("GNU.sparse.name", "app/zeros"),
        ])
        tar.add("x", Array("1\n0\n0\n".utf8) + [UInt8](repeating: 0, count: 506))
        tar.end()
        return TarBytes.gzip(tar.bytes)
    }

    @Test("10 GB of zeros in some kilobytes", arguments: ["sparse", "gzip", "header", "pax"])
    func zeros(kind: String) throws {
        let bytes: [UInt8]
        switch kind {
        case "sparse": bytes = Self.sparse("10737418240")
        case "gzip":
            // The end of the head is another member; the bomb has no end.
            bytes = Self.gzip(Self.head) + Self.bomb
        case "header":
            var tar = TarBytes()
            tar.add("app/Chart.yaml", Self.metadata)
            tar.add("app/zeros", size: 0o777_7777_7777)
            bytes = TarBytes.gzip(tar.bytes) + Self.bomb
        default:
            var tar = TarBytes()
            tar.add("app/Chart.yaml", Self.metadata)
            tar.addPax([("size", "10737418240")])
            tar.add("app/zeros")
            bytes = TarBytes.gzip(tar.bytes) + Self.bomb
        }
        #expect(bytes.count < 4 << 20)
        let error = try #require(Self.error(bytes))
        #expect(error.code == .tooLarge, "\(error)")
    }

    @Test(
        "what is no chart archive",
        arguments: [
            ("nothing", [], ChartArchiveError.Code.damaged, "no gzip"),
            ("text", Array("apiVersion: v2\n".utf8), .damaged, "no gzip"),
            ("a plain tar", TarBytes(head).bytes, .damaged, "no gzip"),
            ("a web page in gzip", Gzip.stored(Array("<html>".utf8)), .damaged, "no sound tar"),
            ("gzip of gzip", Gzip.stored(gzip(head)), .damaged, "no sound tar"),
            ("an empty tar", gzip([]), .layout, "no files"),
            ("no Chart.yaml", gzip([("app/values.yaml", [])]), .layout, "no Chart.yaml"),
            ("an empty Chart.yaml", gzip([("app/Chart.yaml", [])]), .metadata, "not a mapping"),
            ("a broken Chart.yaml", gzip([("app/Chart.yaml", Array("a: [".utf8))]), .metadata, "not YAML"),
        ] as [(String, [UInt8], ChartArchiveError.Code, String)])
    func noChart(name: String, bytes: [UInt8], code: ChartArchiveError.Code, words: String) throws {
        let error = try #require(Self.error(bytes))
        #expect(error.code == code && error.message.contains(words), "\(name): \(error)")
    }

    @Test("cut at every byte")
    func truncation() {
        let bytes = TarBytes.gzip(TarBytes(Self.head + [("app/values.yaml", Array("a: 1\n".utf8))]).bytes)
        for end in 0..<bytes.count {
            #expect(Self.error(Array(bytes[..<end]))?.code == .damaged, "cut after \(end) bytes")
        }
    }

    /// No flipped bit gives another chart: the check sum is looked at although no digest is known. Some bits mean
    /// nothing: gzip has the time in its header.
    @Test func aBitOfEveryByteFlipped() throws {
        let bytes = TarBytes.gzip(TarBytes(Self.head + [("app/values.yaml", Array("a: 1\n".utf8))]).bytes)
        let whole = try Chart(archive: bytes, named: "app-1.2.3.tgz")
        for index in bytes.indices {
            var flipped = bytes
            flipped[index] ^= 1 << (index % 8)
            guard let chart = try? Chart(archive: flipped, named: "app-1.2.3.tgz") else { continue }
            #expect(chart == whole, "byte \(index)")
        }
    }

    @Test("a wrong check sum, a wrong length", arguments: [8, 4])
    func trailer(fromEnd: Int) throws {
        var bytes = Self.gzip(Self.head)
        bytes[bytes.count - fromEnd] ^= 0xFF
        let error = try #require(Self.error(bytes))
        #expect(error.code == .damaged && error.message.contains("incorrect"), "\(error)")
    }

    @Test func theLastOfDuplicatesCounts() throws {
        let other = Array("apiVersion: v2\nname: other\nversion: 2.0.0\n".utf8)
        let chart = try Chart(archive: Self.gzip(Self.head + [("app/Chart.yaml", other)]), named: "a")
        #expect(chart.metadata.name == "other")
        #expect(chart.problems.map(\.description) == ["Chart.yaml stands twice in the archive: the last one counts"])
    }

    @Test(
        "what lies wrongly below charts/ is told, and the chart is read",
        arguments: [
            ("app/charts/README.md", [1], "charts/README.md", "is no chart"),
            ("app/charts/redis/values.yaml", [], "charts/redis", "holds no Chart.yaml"),
            ("app/charts/redis.tgz", [1, 2], "charts/redis.tgz", "is no gzip"),
            ("app/charts/redis.tgz/Chart.yaml", metadata, "charts/redis.tgz", "called like an archive"),
            ("app/charts/redis.tgz", gzip([("../x", [])]), "charts/redis.tgz", "may lead out"),
        ] as [(String, [UInt8], String, String)])
    func subcharts(name: String, content: [UInt8], file: String, words: String) throws {
        let chart = try Chart(archive: Self.gzip(Self.head + [(name, content)]), named: "a")
        #expect(chart.subcharts.isEmpty)
        #expect(chart.problems.map(\.file) == [file])
        #expect(chart.problems[0].message.contains(words), "\(chart.problems)")
    }

    @Test("what Helm passes over below charts/", arguments: ["_x/Chart.yaml", ".x", "_x.tgz", ".git/a"])
    func skipped(name: String) throws {
        let chart = try Chart(archive: Self.gzip(Self.head + [("app/charts/\(name)", [1])]), named: "a")
        #expect(chart.subcharts.isEmpty && chart.problems.isEmpty)
    }
}
