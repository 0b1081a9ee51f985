extension Constraint {
    /// The highest of `texts` that passes, or `nil` when none does; texts that are not versions are passed over.
    ///
    /// Among texts of equal precedence (`1.2.3`, `v1.2.3`, `1.2.3+a`) the one with the greatest bytes wins, whatever
    /// the order of the list: the choice that Flux makes on an unfiltered listing, and one that Helm may make.
    /// One pass, no sort.
    ///
    /// - Parameters:
    ///   - texts: The versions as published.
    ///   - strict: Only texts that `Version(strict:)` reads count, as in Helm's OCI lookup.
    ///   - threePart: Only texts that `Version(threePart:)` reads count, as in Flux.
    /// - Returns: The version with its text as published.
    public func latest(of texts: some Sequence<String>, strict: Bool, threePart: Bool) -> Version? {
        var best: Version?
        for text in texts {
            guard let version = Self.read(text, strict: strict, threePart: threePart), allows(version) else { continue }
            guard let current = best else {
                best = version
                continue
            }
            let order = Version.compare(version, current)
            if order > 0 || (order == 0 && current.text.precedesInBytes(version.text)) { best = version }
        }
        return best
    }

    private static func read(_ text: String, strict: Bool, threePart: Bool) -> Version? {
        if strict { return try? Version(strict: text) }
        return threePart ? try? Version(threePart: text) : try? Version(text)
    }
}

extension String {
    /// Byte order, where `String.<` compares canonical Unicode forms.
    func precedesInBytes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
