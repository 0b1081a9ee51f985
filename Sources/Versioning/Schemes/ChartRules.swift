/// Reads chart versions: Masterminds precedence over what Helm accepts from an index or a registry.
struct ChartRules: Sendable {
    private let requiresThreeParts: Bool
    private let allowsPrereleases: Bool

    static func seen(
        from current: String,
        requiresThreeParts: Bool,
        allowPrerelease: Bool,
    ) throws(Unordered) -> (Reading, ChartRules) {
        guard let version = version(current, requiresThreeParts: requiresThreeParts) else {
            throw TagClass.unordered(current) ?? .notAVersion
        }
        let reading = Reading(text: current, isPrerelease: version.isPrerelease, rank: .semver(version))
        let rules = ChartRules(
            requiresThreeParts: requiresThreeParts,
            allowsPrereleases: allowPrerelease || version.isPrerelease,
        )
        return (reading, rules)
    }

    func read(_ text: String) -> Scheme.Outcome {
        guard let version = Self.version(text, requiresThreeParts: requiresThreeParts) else {
            if let unordered = TagClass.unordered(text) { return .rejected(unordered.rejection) }
            let isShort = requiresThreeParts && Self.version(text, requiresThreeParts: false) != nil
            return .rejected(isShort ? .otherLength : .notAVersion)
        }
        if version.isPrerelease, !allowsPrereleases { return .rejected(.prerelease) }
        return .ordered(Reading(text: text, isPrerelease: version.isPrerelease, rank: .semver(version)))
    }

    /// Tags cannot hold `+`, so Helm pushes `1.2.3+a` as `1.2.3_a`.
    private static func version(_ text: String, requiresThreeParts: Bool) -> Version? {
        guard requiresThreeParts else { return try? Version(text) }
        guard text.utf8.contains(UInt8(ascii: "_")) else { return try? Version(threePart: text) }
        guard text.utf8.count <= VersionParser.maxBytes else { return nil }
        let bytes = text.utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "+") : $0 }
        return try? Version(threePart: String(decoding: bytes, as: UTF8.self))
    }
}
