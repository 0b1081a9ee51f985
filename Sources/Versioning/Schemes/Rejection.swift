/// Why a tag of a listing is no candidate. The raw values are public reason codes: they only ever gain members.
public enum Rejection: String, CaseIterable, Hashable, Sendable, Codable {
    /// The tag holds digits, but no version can be read from it; or it is empty, or template text.
    case notAVersion
    /// Other text stands before the version: `release-1.2` or `1.2` against `v1.2`.
    case otherPrefix
    /// Another count of numbers: `1.2.3` against `1.2`.
    case otherLength
    /// Another flavour: `1.2.4-alpine` against `1.2.3`.
    case otherSuffix
    /// Another way of numbering: calendar dates, timestamps or build numbers beside semantic versions.
    case otherEra
    /// A pre-release, and the current version is none, or one of another kind.
    case prerelease
    /// A tag without any number, that moves: `latest`, `main`, `bookworm`.
    case rolling
    /// A bare commit hash: it has no order.
    case hash
    /// A signature, attestation or bill of materials kept as a tag: `sha256-….sig`, `.att`, `.sbom`.
    case signature
}
