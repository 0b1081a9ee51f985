extension ChartLock {
    /// The bytes that Helm writes for the lock: keys sorted, name, repository and version of each dependency.
    ///
    /// Source: Helm, `pkg/downloader`, which writes through sigs.k8s.io/yaml and go-yaml.
    public var text: String {
        var out = ""
        switch list.entries {
        case nil: out += "dependencies: null\n"
        case let entries? where entries.isEmpty: out += "dependencies: []\n"
        case let entries?:
            out += "dependencies:\n"
            for entry in entries {
                guard let entry else {
                    out += "- null\n"
                    continue
                }
                out += "- name: \(GoYAMLText.spell(entry.name))\n  repository: \(GoYAMLText.spell(entry.repository))\n"
                if !entry.version.isEmpty { out += "  version: \(GoYAMLText.spell(entry.version))\n" }
            }
        }
        out += "digest: \(GoYAMLText.spell(digest))\n"
        out += "generated: \(GoYAMLText.spell(generated))\n"
        return out
    }

    /// The lock of a chart that asks for `requested` and is resolved to `locked`.
    ///
    /// - Parameters:
    ///   - requested: With names of repositories replaced by their URLs.
    ///   - generated: RFC 3339 with nanoseconds.
    public init(requested: DependencyList, locked: [ChartDependency], generated: String) {
        let list = DependencyList(
            locked.map { ChartDependency(name: $0.name, version: $0.version, repository: $0.repository) })
        self.init(
            list: list, digest: DependencyDigest.current(requested: requested, locked: list), generated: generated)
    }
}
