/// What `registries.conf` says of the repositories below one prefix: a `[[registry]]` table.
struct RegistryEntry: Sendable, Equatable {
    struct Mirror: Sendable, Equatable {
        let location: String
        let isInsecure: Bool
        /// False for `tag-only`.
        let servesDigests: Bool
    }

    /// `host[:port]`, `host[:port]/path`, either with a tag or digest, or `*.host`; no slash at the end.
    let prefix: String
    /// What replaces the prefix; empty when nothing does.
    let location: String
    let isInsecure: Bool
    /// Why nothing below the prefix may be read, as the end of a sentence; `nil` when it may.
    let refusal: String?
    let mirrors: [Mirror]
    /// The file, and the line when it is known.
    let place: String

    /// How many characters of `name` (`host/path`, with a tag or digest or without) the prefix stands for; `nil` when
    /// the name does not lie below it.
    func match(_ name: String) -> Int? {
        guard isWildcard else {
            guard name.hasPrefix(prefix) else { return nil }
            let rest = name.dropFirst(prefix.count)
            guard let separator = rest.first else { return prefix.count }
            // After a host alone, a colon begins a port: that is another host.
            let separators = prefix.contains("/") ? "/:@" : "/"
            return separators.contains(separator) ? prefix.count : nil
        }
        let host = name.prefix { $0 != "/" }
        return host.hasSuffix(prefix.dropFirst()) && host.count > prefix.count - 1 ? host.count : nil
    }

    var isWildcard: Bool { prefix.hasPrefix("*.") }
}
