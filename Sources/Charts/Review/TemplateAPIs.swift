internal import SourceYAML

/// The versions of APIs that a chart's templates are written for, where no condition on the cluster chooses them.
enum TemplateAPIs {
    private static let mark = Array("apiVersion:".utf8)
    private static let marks = ByteWords(["apiVersion:"])
    /// Who looks at the cluster may choose by what it finds.
    private static let looks = ByteWords([".Capabilities", "lookup "])

    /// `apiVersion` ⇒ the first file with it; sub-charts included, files that look at the cluster's capabilities left out.
    static func all(in chart: Chart, prefix: String = "") -> [String: String] {
        var found: [String: String] = [:]
        for file in chart.templates where [".yaml", ".yml"].contains(where: file.path.hasSuffix) {
            guard marks.occur(in: file.bytes), !looks.occur(in: file.bytes) else { continue }
            for line in file.bytes.split(separator: UInt8(ascii: "\n")) where line.starts(with: mark) {
                guard let name = name(in: line.dropFirst(mark.count)) else { continue }
                found[name] = found[name] ?? prefix + file.path
            }
        }
        for subchart in chart.subcharts {
            let inner = all(in: subchart, prefix: "\(prefix)charts/\(subchart.metadata.name)/")
            found.merge(inner) { first, _ in first }
        }
        return found
    }

    /// The scalar behind the key; nil where there is none, or an action writes it.
    private static func name(in text: ArraySlice<UInt8>) -> String? {
        let bytes = text.prefix { $0 != UInt8(ascii: "#") }.filter { !" \"'\t\r".utf8.contains($0) }
        return bytes.isEmpty || bytes.contains(UInt8(ascii: "{")) ? nil : String(decoding: bytes, as: UTF8.self)
    }
}
