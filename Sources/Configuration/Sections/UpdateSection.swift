import SourceYAML
public import Versioning

/// How far an update may go: `change`, `prerelease`, `digests`.
public struct UpdateSection: Sendable, Equatable {
    public var change: Setting<Change>?
    public var prerelease: Setting<Bool>?
    public var digests: Setting<Bool>?

    static let keys = ["change", "prerelease", "digests"]

    init() {}

    init(_ members: [String: YAMLNode], _ reader: inout SectionReader) {
        change = reader.setting(
            members["change"], "change", expected: "digest, prerelease, patch, minor or major"
        ) { text in
            Change(rawValue: text).flatMap { $0 == .none ? nil : $0 }
        }
        prerelease = reader.flag(members["prerelease"], "prerelease")
        digests = reader.flag(members["digests"], "digests")
    }

    func over(_ other: UpdateSection) -> UpdateSection {
        var result = self
        result.change = change ?? other.change
        result.prerelease = prerelease ?? other.prerelease
        result.digests = digests ?? other.digests
        return result
    }
}
