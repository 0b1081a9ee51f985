/// A repository in a registry: `host/path`, the identity of images and OCI artifacts.
///
/// The path is what the distribution specification calls `<name>`: lower-case alphanumeric runs joined by `.`, `_`,
/// `__` or any number of `-`, segments joined by `/`. Docker Hub's host is always `docker.io`.
public struct RepositoryName: Hashable, Sendable, CustomStringConvertible {
    public let host: String
    public let path: String

    /// Nil when host or path breaks the grammar, or the whole is longer than 255 bytes.
    public init?(host: String, path: String) {
        guard HostName.isLegal(host), Self.isPath(path), host.utf8.count + path.utf8.count < 255 else { return nil }
        self.host = Self.canonical(host: host)
        self.path = path
    }

    /// Reads the identity form, `host/path`.
    public init?(_ identity: String) {
        guard let slash = identity.utf8.firstIndex(of: UInt8(ascii: "/")) else { return nil }
        let path = identity[identity.utf8.index(after: slash)...]
        self.init(host: String(identity[..<slash]), path: String(path))
    }

    public var description: String { "\(host)/\(path)" }

    /// The last segment: what people call the artifact.
    public var lastSegment: String { path.split(separator: "/").last.map(String.init) ?? path }

    static func canonical(host: String) -> String {
        let lower = host.lowercased()
        switch lower {
        case "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com": return "docker.io"
        default: return lower
        }
    }

    static func isPath(_ path: String) -> Bool {
        let segments = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return !segments.isEmpty && segments.allSatisfy(isSegment)
    }

    private static func isSegment(_ segment: Substring.UTF8View.SubSequence) -> Bool {
        guard let first = segment.first, isAlphanumeric(first), let last = segment.last, isAlphanumeric(last) else {
            return false
        }
        var separators: [UInt8] = []
        for byte in segment {
            if isAlphanumeric(byte) {
                guard separatorIsLegal(separators) else { return false }
                separators.removeAll(keepingCapacity: true)
            } else {
                separators.append(byte)
            }
        }
        return true
    }

    private static func separatorIsLegal(_ bytes: [UInt8]) -> Bool {
        switch bytes.first {
        case nil: true
        case UInt8(ascii: "."): bytes.count == 1
        case UInt8(ascii: "_"): bytes.count <= 2 && bytes.allSatisfy { $0 == UInt8(ascii: "_") }
        case UInt8(ascii: "-"): bytes.allSatisfy { $0 == UInt8(ascii: "-") }
        default: false
        }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }
}
