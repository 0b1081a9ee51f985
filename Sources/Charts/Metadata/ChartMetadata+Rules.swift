internal import Versioning

extension ChartMetadata {
    /// What Helm refuses a chart for that can be read all the same. Source: Helm, `Metadata.Validate`.
    ///
    /// - Parameter dependencies: Those that count, from `requirements.yaml` where that has them.
    func problems(with dependencies: [ChartDependency]) -> [ChartFileError] {
        func problem(_ what: String) -> ChartFileError {
            ChartFileError("Chart.yaml", "\(what); Helm refuses the chart")
        }
        var problems: [ChartFileError] = []
        if name.isEmpty {
            problems.append(problem("has no name"))
        } else if name.contains("/") || name == "." || name == ".." {
            problems.append(problem("has the name “\(name)”, which is no name of a folder"))
        }
        if version.isEmpty {
            problems.append(problem("has no version"))
        } else if (try? Version(version)) == nil {
            problems.append(problem("has the version “\(version)”, which is no semantic version"))
        }
        if let type, !["application", "library"].contains(type) {
            problems.append(problem("has the type “\(type)”; there are “application” and “library”"))
        }
        var keys: Set<String> = []
        for dependency in dependencies {
            if !dependency.alias.utf8.allSatisfy(Self.isLegalInAlias) {
                problems.append(problem("has the alias “\(dependency.alias)”; letters, digits, “-” and “_” are legal"))
            }
            if !keys.insert(dependency.valuesKey).inserted {
                problems.append(problem("has two dependencies that are called “\(dependency.valuesKey)”"))
            }
        }
        return problems
    }

    private static func isLegalInAlias(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
