import Charts
import Glibc
import SourceYAML

extension Benchmarks {
    /// A chart index, beside libyaml's events of the same bytes, of which nothing is made.
    ///
    /// The index is the file that is named on the command line by a path with a `/`; without one it is made up.
    static func index(_ sample: Sample) {
        let file = CommandLine.arguments.dropFirst().first { $0.contains("/") }
        let bytes = file.map(contents) ?? Array(sample.index(versions: 13_000).utf8)
        guard let whole = try? RepositoryIndex(bytes), let last = whole.entries.keys.max() else {
            fatalError("no index: \(file ?? "the sample")")
        }
        let megabytes = "\((bytes.count + 500_000) / 1_000_000) MB"
        // Interleaved, for the machine's speed comes and goes.
        var (events, all, one, texts) = ([Double](), [Double](), [Double](), [Double]())
        for _ in 0..<9 {
            events.append(processorTime { try? YAMLStream.check(bytes) })
            all.append(processorTime { _ = try? RepositoryIndex(bytes) })
            one.append(processorTime { _ = try? RepositoryIndex(bytes, charts: [last]) })
            texts.append(processorTime { _ = (try? RepositoryIndex(bytes)).map(size) })
        }
        let theirs = median(events)
        report("libyaml's events of an index, \(megabytes)", theirs, target: nil)
        report("index, \(megabytes), all charts", median(all), target: theirs * 0.10)
        report("index, \(megabytes), all charts, every text made", median(texts), target: theirs * 0.10)
        report("index, \(megabytes), one chart", median(one), target: theirs * 0.10)
    }

    /// Reads an index piece by piece and nothing else: a process to be measured from outside.
    static func readIndex(_ path: String, charts: Set<String>?) {
        let file = open(path, O_RDONLY)
        var status = stat()
        fstat(file, &status)
        let index = RepositoryIndex(ofSize: Int(status.st_size), charts: charts) { buffer in
            let count = read(file, buffer.baseAddress, buffer.count)
            return count < 0 ? nil : count
        }
        guard let index else { fatalError("\(path) is not in the usual layout of an index") }
        print(index.entries.count, size(index))
    }

    /// Makes every text.
    private static func size(_ index: RepositoryIndex) -> Int {
        var size = 0
        for entry in index.entries.values.joined() {
            size += entry.version.utf8.count + (entry.digest?.utf8.count ?? 0) + (entry.created?.utf8.count ?? 0)
            size += (entry.appVersion?.utf8.count ?? 0) + (entry.kubeVersion?.utf8.count ?? 0)
            for url in entry.urls { size += url.utf8.count }
        }
        return size
    }

    private static func contents(_ path: String) -> [UInt8] {
        guard let file = fopen(path, "r") else { fatalError("\(path): \(String(cString: strerror(errno)))") }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        return bytes
    }

    /// User and system time in ms.
    private static func processorTime(_ body: () -> Void) -> Double {
        let start = clock()
        body()
        return Double(clock() - start) * 1_000 / Double(CLOCKS_PER_SEC)
    }

    private static func median(_ times: [Double]) -> Double { times.sorted()[times.count / 2] }
}
