internal import SourceYAML

/// Finds the definitions of custom resources in a chart: in `crds/`, and in templates around which there are Go templates.
enum CustomResourceReader {
    private static let mark = ByteWords(["CustomResourceDefinition"])

    static func all(in chart: Chart) -> (found: [CustomResource], unreadable: [ChartFileError]) {
        var found: [CustomResource] = []
        var unreadable: [ChartFileError] = []
        read(chart, prefix: "", depth: 0, &found, &unreadable)
        return (found, unreadable)
    }

    private static func read(
        _ chart: Chart, prefix: String, depth: Int, _ found: inout [CustomResource],
        _ unreadable: inout [ChartFileError]
    ) {
        for file in chart.crds where mark.occur(in: file.bytes) {
            read(file, prefix: prefix, isInCRDFolder: true, &found, &unreadable)
        }
        for file in chart.templates where mark.occur(in: file.bytes) && isYAML(file.path) {
            read(file, prefix: prefix, isInCRDFolder: false, &found, &unreadable)
        }
        // Some charts keep them as files that a template takes in with `.Files.Get`.
        let kept = chart.files.filter { file in
            !file.path.hasPrefix("crds/") && !file.path.hasPrefix("templates/") && isYAML(file.path)
                && file.path.lowercased().contains("crd")
        }
        for file in kept where mark.occur(in: file.bytes) {
            read(file, prefix: prefix, isInCRDFolder: false, &found, &unreadable)
        }
        guard depth < ChartLimits.chartDepth else { return }
        for subchart in chart.subcharts {
            read(
                subchart, prefix: "\(prefix)charts/\(subchart.metadata.name)/", depth: depth + 1, &found, &unreadable)
        }
    }

    private static func isYAML(_ path: String) -> Bool { [".yaml", ".yml"].contains { path.hasSuffix($0) } }

    private static func read(
        _ file: ChartFile, prefix: String, isInCRDFolder: Bool, _ found: inout [CustomResource],
        _ unreadable: inout [ChartFileError]
    ) {
        let path = prefix + file.path
        do throws(ChartFileError) {
            let stream: YAMLStream
            do throws(YAMLError) {
                let bytes = isInCRDFolder ? file.bytes : TemplateLines.withoutActions(file.bytes)
                stream = isInCRDFolder ? try YAMLStream(bytes) : try YAMLStream(template: bytes)
            } catch {
                throw ChartFileError(path, "is not YAML: \(error)")
            }
            for document in stream.documents where document.root["kind"]?.reads(as: "CustomResourceDefinition") == true
            {
                guard let value = try? ChartValue(document.root) else {
                    throw ChartFileError(path, "is too large")
                }
                if let resource = CustomResource(value, file: path, isInCRDFolder: isInCRDFolder) {
                    found.append(resource)
                }
            }
        } catch {
            unreadable.append(error)
        }
    }
}

/// The YAML of a template with its actions away: lines that are nothing but actions are blank, so that what stands
/// between them reads as it would where all conditions are met.
enum TemplateLines {
    static func withoutActions(_ bytes: [UInt8]) -> [UInt8] {
        var out = bytes
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            let line = bytes[start..<end]
            let content = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            let isAction = content.starts(with: "{{".utf8)
            let text = content.reversed().drop { [0x20, 0x0D, 0x09].contains($0) }
            if isAction, text.starts(with: "}}".utf8) {
                for index in start..<end where out[index] != UInt8(ascii: "\r") { out[index] = UInt8(ascii: " ") }
            }
            start = end + 1
        }
        return out
    }
}
