import Artifacts
import Tracking

/// A version as people read it.
enum VersionText {
    /// `1.2.3`, `1.2.3@1234abcd` with the digest asked for, `sha256:1234abcd` when there is nothing else, `6.x (6.5.4)`
    /// for a range and what it resolves to; nil for nothing at all.
    static func text(of version: PinnedVersion, showsDigest: Bool) -> String? {
        if let constraint = version.constraint {
            return version.version.map { "\(constraint) (\($0))" } ?? constraint
        }
        guard let text = version.version else { return version.digest?.short }
        guard showsDigest, let digest = version.digest else { return text }
        return "\(text)@\(digest.hex.prefix(8))"
    }
}
