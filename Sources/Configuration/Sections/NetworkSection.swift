import SourceYAML

/// How lookups behave: `concurrency`, `timeout`, `maxWait`, `maxAge`. Nothing here sends a secret anywhere: hosts that
/// are trusted and credentials are the user's, and a tree has no say in them.
public struct NetworkSection: Sendable, Equatable {
    public var concurrency: Setting<Int>?
    public var timeout: Setting<Duration>?
    public var maxWait: Setting<Duration>?
    public var maxAge: Setting<Duration>?

    static let keys = ["concurrency", "timeout", "maxWait", "maxAge"]

    init() {}

    init(_ members: [String: YAMLNode], _ reader: inout SectionReader) {
        let limit = ConfigurationLimits.concurrency
        concurrency = reader.setting(
            members["concurrency"], "concurrency", expected: "a number from 1 to \(limit)"
        ) { text in
            Int(text).flatMap { (1...limit).contains($0) ? $0 : nil }
        }
        func duration(_ key: String, allowsZero: Bool = false) -> Setting<Duration>? {
            reader.setting(members[key], key, expected: "a duration such as 30s, 5m, 2h or 7d") {
                DurationText.duration($0, allowsZero: allowsZero)
            }
        }
        timeout = duration("timeout")
        maxWait = duration("maxWait")
        maxAge = duration("maxAge", allowsZero: true)
    }

    func over(_ other: NetworkSection) -> NetworkSection {
        var result = self
        result.concurrency = concurrency ?? other.concurrency
        result.timeout = timeout ?? other.timeout
        result.maxWait = maxWait ?? other.maxWait
        result.maxAge = maxAge ?? other.maxAge
        return result
    }
}
