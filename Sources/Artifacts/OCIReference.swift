/// A reference to something in a registry: repository, and tag, digest, or both.
///
/// Two spellings are read: container images, where a short name means Docker Hub (`nginx`, `grafana/grafana`), and
/// `oci://` URLs, which always start with a host. A tag is one word character and up to 127 of `[A-Za-z0-9._-]`.
/// Source: distribution-spec, "Pulling manifests"; the rules of `docker pull` for short names.
public struct OCIReference: Hashable, Sendable, CustomStringConvertible {
    public let repository: RepositoryName
    public let tag: String?
    public let digest: Digest?

    /// Reads what stands after `image:` in a workload. Nil when it is not an image reference.
    public init?(image text: String) {
        self.init(text: text, hubDefaults: true)
    }

    /// Reads an `oci://host/path[:tag][@digest]` URL. Nil for anything else.
    public init?(url text: String) {
        let scheme = "oci://"
        guard text.hasPrefix(scheme) else { return nil }
        var rest = text.dropFirst(scheme.count)
        while rest.utf8.last == UInt8(ascii: "/") { rest = rest.dropLast() }
        self.init(text: String(rest), hubDefaults: false)
    }

    private init?(text: String, hubDefaults: Bool) {
        var name = text[...]
        var digest: Digest?
        if let at = name.utf8.firstIndex(of: UInt8(ascii: "@")) {
            guard let parsed = Digest(String(name[name.utf8.index(after: at)...])) else { return nil }
            digest = parsed
            name = name[..<at]
        }
        var tag: String?
        if let colon = name.utf8.lastIndex(of: UInt8(ascii: ":")),
            !name[colon...].utf8.contains(UInt8(ascii: "/"))
        {
            let candidate = String(name[name.utf8.index(after: colon)...])
            guard Self.isTag(candidate) else { return nil }
            tag = candidate
            name = name[..<colon]
        }
        guard let repository = Self.repository(String(name), hubDefaults: hubDefaults) else { return nil }
        self.repository = repository
        self.tag = tag
        self.digest = digest
    }

    /// The repository that a name without tag stands for, with Docker Hub's defaults where asked.
    public static func repository(_ name: String, hubDefaults: Bool) -> RepositoryName? {
        let parts = name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first else { return nil }
        let startsWithHost = parts.count == 2 && (first.contains(".") || first.contains(":") || first == "localhost")
        if startsWithHost || !hubDefaults {
            guard parts.count == 2 else { return nil }
            let host = RepositoryName.canonical(host: String(first))
            let path = String(parts[1])
            let isShortHubName = host == "docker.io" && !path.contains("/")
            return RepositoryName(host: host, path: isShortHubName ? "library/\(path)" : path)
        }
        return RepositoryName(host: "docker.io", path: parts.count == 1 ? "library/\(name)" : name)
    }

    public static func isTag(_ text: String) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= 128, isWordByte(first) else { return false }
        return text.utf8.allSatisfy { isWordByte($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
    }

    public var description: String {
        repository.description + (tag.map { ":\($0)" } ?? "") + (digest.map { "@\($0)" } ?? "")
    }
}
