/// Why the version in the tree has no order, so that nothing can be newer. Only its digest can drift.
public enum Unordered: String, Error, CaseIterable, Hashable, Sendable, Codable {
    /// A tag without any number, that moves: `latest`, `main`, `bookworm`.
    case rolling
    /// A bare commit hash.
    case hash
    /// A signature, attestation or bill of materials kept as a tag.
    case signature
    /// Text that a template engine or variable substitution will replace: `${TAG}`, `{{ .Values.tag }}`.
    case template
    /// A word that stands for a value to come: `REPLACE_ME`, `TAG`.
    case placeholder
    /// Nothing at all.
    case empty
    /// Digits, but no version can be read.
    case notAVersion

    /// The same fact about a candidate of a listing.
    var rejection: Rejection {
        switch self {
        case .rolling: .rolling
        case .hash: .hash
        case .signature: .signature
        case .template, .placeholder, .empty, .notAVersion: .notAVersion
        }
    }
}
