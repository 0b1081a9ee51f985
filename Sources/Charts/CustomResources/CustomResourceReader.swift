internal import SourceYAML

extension Chart {
    /// The definitions of custom resources in `crds/`, in templates and in files that templates take in, those of the
    /// charts in it too; and the files that hold some and cannot be read.
    public var definitions: (found: [CustomResource], unreadable: [ChartFileError]) {
        var reader = CustomResourceReader()
        reader.read(self, prefix: "")
        return (reader.found, reader.unreadable)
    }
}

/// Finds the definitions of custom resources in a chart: in `crds/`, and in files around which there are Go templates.
private struct CustomResourceReader {
    private(set) var found: [CustomResource] = []
    private(set) var unreadable: [ChartFileError] = []

    private static let mark = ByteWords([CustomResource.kind])

    mutating func read(_ chart: Chart, prefix: String) {
        for (files, isInCRDFolder) in [(chart.crds, true), (chart.templates, false), (Self.kept(in: chart), false)] {
            for file in files where isInCRDFolder || Self.isYAML(file.path) {
                guard Self.mark.occur(in: file.bytes) else { continue }
                do throws(ChartFileError) {
                    try read(file.bytes, of: prefix + file.path, isInCRDFolder: isInCRDFolder)
                } catch {
                    unreadable.append(error)
                }
            }
        }
        for inner in chart.subcharts { read(inner, prefix: "\(prefix)charts/\(inner.metadata.name)/") }
    }

    /// Some charts keep them as files that a template takes in with `.Files.Get`.
    private static func kept(in chart: Chart) -> [ChartFile] {
        chart.files.filter { file in
            !file.path.hasPrefix("crds/") && !file.path.hasPrefix("templates/")
                && file.path.lowercased().contains("crd")
        }
    }

    private static func isYAML(_ path: String) -> Bool { [".yaml", ".yml"].contains { path.hasSuffix($0) } }

    private mutating func read(
        _ bytes: [UInt8], of file: String, isInCRDFolder: Bool
    ) throws(ChartFileError) {
        let stream: YAMLStream
        do throws(YAMLError) {
            stream =
                isInCRDFolder
                ? try YAMLStream(bytes) : try YAMLStream(template: TemplateLines.withoutActions(bytes))
        } catch {
            throw ChartFileError(file, "holds a \(CustomResource.kind) and is not YAML: \(error)")
        }
        for document in stream.documents where document.root["kind"]?.reads(as: CustomResource.kind) == true {
            do throws(ChartValueError) {
                let value = try ChartValue(document.root)
                if let resource = CustomResource(value, file: file, isInCRDFolder: isInCRDFolder) {
                    found.append(resource)
                }
            } catch {
                throw ChartFileError(file, "is too large: \(error)")
            }
        }
    }
}
