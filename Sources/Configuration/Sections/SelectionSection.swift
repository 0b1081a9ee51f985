import SourceYAML

/// Which artifacts are looked at: `only`, `exclude`. A list replaces the one of the file that it wins over.
public struct SelectionSection: Sendable, Equatable {
    public var only: Setting<[String]>?
    public var exclude: Setting<[String]>?

    static let keys = ["only", "exclude"]

    init() {}

    init(_ members: [String: YAMLNode], _ reader: inout SectionReader) {
        only = reader.list(members["only"], "only", expected: "globs of artifacts: \"ghcr.io/org/**\"")
        exclude = reader.list(members["exclude"], "exclude", expected: "globs of artifacts: \"ghcr.io/org/**\"")
    }

    func over(_ other: SelectionSection) -> SelectionSection {
        var result = self
        result.only = only ?? other.only
        result.exclude = exclude ?? other.exclude
        return result
    }
}
