extension Chart {
    /// The bytes of `values.schema.json`.
    public var schema: [UInt8]? { bytes(of: "values.schema.json") }

    /// The manifests below `crds/`, by their extensions, as Helm takes them.
    public var crds: [ChartFile] {
        files.filter { file in
            file.path.hasPrefix("crds/") && [".yaml", ".yml", ".json"].contains { file.path.hasSuffix($0) }
        }
    }

    /// What lies below `templates/`, as text that is not rendered.
    public var templates: [ChartFile] { files.filter { $0.path.hasPrefix("templates/") } }

    /// The chart's own description, at its top; case does not matter.
    public var readme: ChartFile? { file(named: ["readme.md", "readme.txt", "readme"]) }

    /// What the chart says of its own versions, at its top; case does not matter.
    public var changelog: ChartFile? {
        file(named: [
            "changelog.md", "changelog.txt", "changelog", "changes.md", "release-notes.md", "release_notes.md",
        ])
    }

    private func file(named names: [String]) -> ChartFile? {
        for name in names {
            if let file = files.first(where: { $0.path.lowercased() == name }) { return file }
        }
        return nil
    }
}
