import Glibc

/// An upstream directory with one chart repository, `https://charts.example.com`, whose chart `demo` is packed from folders
/// as `helm package` does; removed with all it holds when released.
public final class PackedCharts: Sendable {
    public struct Problem: Error {
        public let message: String

        public init(message: String) { self.message = message }
    }

    /// For `--upstream`.
    public let folder: String
    /// The versions of the charts, in the order of the folders.
    public let versions: [String]

    public init(_ charts: [String]) throws(Problem) {
        var template = Array("/tmp/astern-charts-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Problem(message: "no temporary folder") }
        folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        let place = "\(folder)/http/charts.example.com"
        try Self.run("mkdir", ["-p", place])
        versions = charts.map { chart in
            let lines = Places.text("\(chart)/Chart.yaml").split(separator: "\n")
            return lines.first { $0.hasPrefix("version: ") }.map { String($0.dropFirst(9)) } ?? ""
        }
        var index = "apiVersion: v1\nentries:\n  demo:\n"
        for (chart, version) in zip(charts, versions) {
            let archive = "demo-\(version).tgz"
            try Self.run("tar", ["-czf", "\(place)/\(archive)", "-C", chart, "--transform", "s,^\\.,demo,", "."])
            index += "    - {name: demo, version: \"\(version)\", urls: [\(archive)]}\n"
        }
        guard let file = fopen("\(place)/index.yaml", "w") else { throw Problem(message: "no index") }
        fputs(index, file)
        fclose(file)
    }

    /// Both charts of a pair below `charts-fixtures/reviews/`.
    public convenience init(pair: String) throws(Problem) {
        try self.init(["old", "new"].map { "\(Places.fixtures)/reviews/\(pair)/\($0)" })
    }

    deinit { try? Self.run("rm", ["-r", folder]) }

    private static func run(_ program: String, _ arguments: [String]) throws(Problem) {
        let result = TestSupport.run(program, arguments)
        guard result.status == 0 else { throw Problem(message: "\(program): \(result.errors)") }
    }
}
