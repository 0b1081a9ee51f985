import Glibc
import Versioning

/// Timings of the library alone, beside the targets: `make bench`. The best of a few runs counts, in one thread.
@main
enum Benchmarks {
    static func main() throws {
        if let at = CommandLine.arguments.firstIndex(of: "read-index") {
            let names = CommandLine.arguments[(at + 1)...]
            return readIndex(names.first ?? "", charts: names.count > 1 ? Set(names.dropFirst()) : nil)
        }
        print("benchmark                                        measured     target")
        let sample = Sample()
        if isWanted("versions") { try versions(sample) }
        if isWanted("policies") { try policies(sample) }
        if isWanted("inferred") { try inferred(sample) }
        if isWanted("editing") { editing() }
        if isWanted("tags") { tagPages(sample) }
        if isWanted("index") { index(sample) }
        print("peak memory of all                               \(peak()) MB")
    }

    /// All of them, or those that are named on the command line. What has a `/` is a file for one of them.
    private static func isWanted(_ part: String) -> Bool {
        let named = CommandLine.arguments.dropFirst().filter { !$0.contains("/") }
        return named.isEmpty || named.contains(part)
    }

    private static func versions(_ sample: Sample) throws {
        let texts = sample.versions(1_000_000)
        measure("parse 1,000,000 versions", target: nil) { _ = parse(texts) }
        measure("parse and sort 1,000,000 versions", target: 150) {
            var versions = parse(texts)
            versions.sortByPrecedence()
        }
        let versions = parse(texts)
        for (text, target) in [("^12.3.0", 10.0), (">=1.2.0 <2.0.0 || ~3.4", 15)] {
            let constraint = try Constraint(text)
            measure("check \(text) on 1,000,000", target: target) { _ = constraint.indices(allowedIn: versions) }
        }
        let constraint = try Constraint(">=1.2")
        measure("best of 1,000,000 texts", target: nil) {
            _ = constraint.latest(of: texts, strict: false, threePart: false)
        }
    }

    private static func parse(_ texts: [String]) -> [Version] {
        var versions: [Version] = []
        versions.reserveCapacity(texts.count)
        for text in texts { if let version = try? Version(text) { versions.append(version) } }
        return versions
    }

    private static func policies(_ sample: Sample) throws {
        let tags = sample.buildTags(100_000)
        for (name, pattern, target) in [
            ("one-pass pattern", "^main-[a-f0-9]+-(?P<ts>[0-9]+)$", 25.0),
            ("general pattern", "^(?P<b>[a-z0-9-]+)-[a-f0-9]{7}-(?P<ts>[0-9]+)$", 110),
        ] {
            let policy = Policy(.numerical(.ascending), filter: try TagFilter(pattern: pattern, extract: "$ts"))
            measure("numerical policy, \(name), 100,000 tags", target: target) {
                _ = try? policy.latest(of: tags, ties: .byBytes)
            }
        }
    }

    private static func inferred(_ sample: Sample) throws {
        let tags = sample.mixedTags(100_000)
        for current in ["1.2.3", "1.2.3-alpine3.10", "main-3f2a1b9-1700000000"] {
            measure("inferred scheme from \(current), 100,000 tags", target: 60) {
                let scheme = try? Scheme.inferred(
                    current: current, listing: tags, allowPrerelease: false, options: SchemeOptions()
                )
                guard let scheme else { return }
                var best = scheme.current
                for tag in tags { if case .ordered(let reading) = scheme.read(tag), reading > best { best = reading } }
            }
        }
    }

    private static func editing() {
        for (files, each, target) in [(2_000, 5, 500.0), (1, 10_000, 500)] {
            let tree = EditingBenchmark(files: files, editsPerFile: each)
            defer { tree.remove() }
            var (next, after) = (tree.edits(from: "v1.2.3", to: "v1.2.4"), tree.edits(from: "v1.2.4", to: "v1.2.3"))
            measure("\(files * each) edits in \(files) files", target: target) {
                tree.apply(next)
                swap(&next, &after)
            }
            measure("the disk alone, \(files) files", target: nil) { tree.rewrite() }
        }
    }

    /// The best of five runs, in ms.
    static func time(_ body: () -> Void) -> Double {
        var best = Double.infinity
        for _ in 0..<5 {
            let time = ContinuousClock().measure(body).components
            best = min(best, Double(time.seconds) * 1e3 + Double(time.attoseconds) / 1e15)
        }
        return best
    }

    static func measure(_ name: String, target: Double?, _ body: () -> Void) {
        report(name, time(body), target: target)
    }

    static func report(_ name: String, _ time: Double, target: Double?) {
        func short(_ time: Double) -> Double { (time * 10).rounded() / 10 }
        let measured = "\(short(time)) ms"
        let goal = target.map { "\(short($0)) ms\(time > $0 ? "   MISSED" : "")" } ?? "-"
        print(pad(name, 49) + pad(measured, 13) + goal)
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    private static func peak() -> Int {
        var usage = rusage()
        getrusage(__rusage_who_t(0), &usage)
        return usage.ru_maxrss / 1024
    }
}
