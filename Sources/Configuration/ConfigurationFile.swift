import SourceYAML

/// One file of configuration. See `docs/configuration.md`.
public enum ConfigurationFile {
    /// Reads a file's bytes; an empty file says nothing.
    ///
    /// - Parameters:
    ///   - file: How messages call it.
    ///   - base: The tree's path below the file's folder: patterns of paths in the file are relative to that folder.
    /// - Throws: Everything that is wrong with it.
    public static func read(
        _ bytes: [UInt8], file: String, level: Origin.Level, base: String = ""
    ) throws(ConfigurationError) -> Configuration {
        var reader = SectionReader(file: file, level: level)
        let configuration = root(of: bytes, &reader).map { root in
            self.configuration(root, base: base, &reader)
        }
        guard reader.problems.isEmpty else {
            // Sections are read in an order of their own.
            throw ConfigurationError(problems: reader.problems.sorted { $0.line ?? 0 < $1.line ?? 0 })
        }
        return configuration ?? Configuration()
    }

    private static func root(of bytes: [UInt8], _ reader: inout SectionReader) -> YAMLNode? {
        guard bytes.count <= ConfigurationLimits.fileBytes else {
            reader.fail(nil, "\(bytes.count) bytes, at most \(ConfigurationLimits.fileBytes) are read")
            return nil
        }
        do throws(YAMLError) {
            let documents = try YAMLStream(bytes).documents.filter { !$0.root.isNull }
            if let second = documents.dropFirst().first {
                reader.fail(second.root, "a second document: a configuration has one")
            }
            return documents.first?.root
        } catch {
            reader.fail(error)
            return nil
        }
    }

    private static func configuration(
        _ root: YAMLNode, base: String, _ reader: inout SectionReader
    ) -> Configuration {
        let members = reader.members(of: root, keys: Configuration.keys, in: nil)
        if let version = members["apiVersion"], version.text != Configuration.apiVersion {
            reader.fail(version, "`apiVersion` should be \(Configuration.apiVersion)")
        }
        var configuration = Configuration()
        configuration.kubeVersion = ClusterVersions.read(members["kubeVersion"], base: base, &reader)
        configuration.annotatedFiles = AnnotationSection.files(members["annotations"], base: base, &reader)
        configuration.update = UpdateSection(members, &reader)
        configuration.selection = SelectionSection(members, &reader)
        configuration.network = NetworkSection(members, &reader)
        configuration.checks = CheckSection(members, &reader)
        return configuration
    }
}

extension SectionReader {
    fileprivate mutating func fail(_ error: YAMLError) {
        add(ConfigurationProblem(file: file, line: error.line, message: "not YAML: \(error.problem)"))
    }
}
