import Charts
import FakeRegistry
import TestSupport
import Testing

@Suite("Properties of charts", .timeLimit(.minutes(2)))
struct ChartPropertyTests {
    private static let names = [
        "a", "values.yaml", "templates", "ü.yaml", "crds", ".x", "b c", "README.md", "Z", "x.prov",
    ]

    /// Files with distinct paths, none of which is a folder of another.
    private static func files(_ random: inout SplitMix) -> [String: [UInt8]] {
        var files = ["Chart.yaml": Array("apiVersion: v2\nname: app\nversion: 1.0.0\n".utf8)]
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            let depth = Int.random(in: 1...4, using: &random)
            let path = (0..<depth).map { _ in random.pick(names) }.joined(separator: "/")
            let isFree = files.keys.allSatisfy { !$0.hasPrefix(path + "/") && !path.hasPrefix($0 + "/") }
            // Helm leaves hidden files of templates out of folders, not out of archives.
            guard isFree, !path.contains("templates/."), path != "Chart.yaml" else { continue }
            let count = Int.random(in: 0...2_000, using: &random)
            var content = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            if path == "values.yaml" { content = Array("a: \(count)\n".utf8) }
            files[path] = content
        }
        return files
    }

    private static func archive(_ files: [String: [UInt8]], _ random: inout SplitMix) -> [UInt8] {
        let list = files.map { (name: "folder/\($0.key)", content: $0.value) }.shuffled(using: &random)
        return Gzip.stored(TarBytes(list).bytes)
    }

    @Test func anArchiveReadsBackTheSame() throws {
        var random = SplitMix(state: 6)
        for _ in 0..<60 {
            let files = Self.files(&random)
            let chart = try Chart(archive: Self.archive(files, &random), named: "a")
            #expect(Dictionary(uniqueKeysWithValues: chart.files.map { ($0.path, $0.bytes) }) == files)
        }
    }

    @Test func aFolderAndItsArchiveAreTheSameChart() throws {
        var random = SplitMix(state: 60)
        for _ in 0..<30 {
            let files = Self.files(&random)
            var all = files
            let inner = Self.files(&random)
            for (path, content) in inner { all["charts/inner/\(path)"] = content }
            if Bool.random(using: &random) { all["charts/inner-1.0.0.tgz"] = Self.archive(inner, &random) }
            let folder = TemporaryTree()
            for (path, content) in all { folder.write(content, to: path) }
            let chart = try Chart(directory: folder.path)
            #expect(chart == (try Chart(archive: Self.archive(all, &random), named: "a")))
            #expect(
                chart.subcharts.count
                    == all.keys.count { ["charts/inner/Chart.yaml", "charts/inner-1.0.0.tgz"].contains($0) })
        }
    }

    /// Any garbage below the gzip ends in an answer.
    @Test func scrambledArchives() {
        var random = SplitMix(state: 66)
        let plain = TarBytes([
            (name: "app/Chart.yaml", content: Array("name: app\nversion: 1.0.0\n".utf8)),
            (name: "app/charts/x.tgz", content: Gzip.stored(TarBytes([(name: "x/Chart.yaml", content: [1])]).bytes)),
        ]).bytes
        for _ in 0..<500 {
            var bytes = plain
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            do throws(ChartArchiveError) {
                _ = try Chart(archive: Gzip.stored(bytes), named: "a")
            } catch {
                #expect(!error.message.isEmpty)
            }
        }
    }
}
