internal import Versioning

/// What `helm dependency list` says of a declared dependency; the raw values are Helm's words.
public enum DependencyStatus: String, CaseIterable, Sendable {
    case ok, missing, unpacked
    case wrongVersion = "wrong version"
    case invalidVersion = "invalid version"
    case misnamed, corrupt
    case tooManyMatches = "too many matches"
    case badPattern = "bad pattern"
}

/// What lies in a chart's `charts/`.
public struct VendoredCharts: Hashable, Sendable {
    public struct Item: Hashable, Sendable {
        /// The name of the file or folder in `charts/`.
        public let file: String
        /// Nil where it cannot be read as a chart.
        public let metadata: ChartMetadata?

        public init(file: String, metadata: ChartMetadata?) {
            self.file = file
            self.metadata = metadata
        }
    }

    /// Every `.tgz`, in the order of their names.
    public var archives: [Item]
    /// Every folder, in the order of their names.
    public var folders: [Item]

    public init(archives: [Item] = [], folders: [Item] = []) {
        self.archives = archives
        self.folders = folders
    }

    /// Judges a dependency in the order in which Helm does. Source: Helm, `pkg/action/dependency.go`.
    public func status(of dependency: ChartDependency) -> DependencyStatus {
        guard let pattern = GoPattern("\(dependency.name)-*.tgz") else { return .badPattern }
        var matches = archives.filter { pattern.matches($0.file) }
        if matches.count > 1 {
            // The rest of the name tells `foo-1.0.0` from `foo-bar-1.0.0`.
            matches = matches.filter { (try? Version(strict: Self.version(in: $0.file, of: dependency.name))) != nil }
            if matches.count > 1 { return .tooManyMatches }
        }
        if let archive = matches.first {
            guard let metadata = archive.metadata else { return .corrupt }
            guard metadata.name == dependency.name else { return .misnamed }
            return Self.mismatch(metadata.version, dependency.version) ?? .ok
        }
        let loaded = (archives + folders).compactMap(\.metadata).last { $0.name == dependency.name }
        guard let loaded else { return .missing }
        return Self.mismatch(loaded.version, dependency.version) ?? .unpacked
    }

    /// Charts in `charts/` that nothing declares, and folders and archives that are no charts: a warning each.
    public func warnings(declared: [ChartDependency]) -> [String] {
        let names = Set(declared.map(\.name))
        var warnings: [String] = []
        for item in (archives + folders).sorted(by: { $0.file.utf8.lexicographicallyPrecedes($1.file.utf8) }) {
            guard let metadata = item.metadata else {
                warnings.append("charts/\(item.file) is not a chart")
                continue
            }
            if !names.contains(metadata.name) {
                warnings.append("charts/\(item.file) holds \(metadata.name), which the chart does not declare")
            }
        }
        return warnings
    }

    private static func version(in file: String, of name: String) -> String {
        let stem = file.hasSuffix(".tgz") ? String(file.dropLast(4)) : file
        return stem.hasPrefix("\(name)-") ? String(stem.dropFirst(name.count + 1)) : stem
    }

    /// Nil where the version is the one that is asked for, or one of the range.
    private static func mismatch(_ version: String, _ range: String) -> DependencyStatus? {
        if version == range { return nil }
        guard let constraint = try? Constraint(range), let version = try? Version(version) else {
            return .invalidVersion
        }
        return constraint.allows(version) ? nil : .wrongVersion
    }
}
