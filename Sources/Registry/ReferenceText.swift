internal import Artifacts

/// What names a manifest in a repository: a tag or a digest, validated before it becomes a part of a URL.
enum ReferenceText {
    case tag(String)
    case digest(Digest)

    init?(_ text: String) {
        if text.utf8.contains(UInt8(ascii: ":")) {
            guard let digest = Digest(text) else { return nil }
            self = .digest(digest)
        } else {
            guard Self.isTag(text) else { return nil }
            self = .tag(text)
        }
    }

    var text: String {
        switch self {
        case .tag(let tag): tag
        case .digest(let digest): digest.text
        }
    }

    /// `[A-Za-z0-9_][A-Za-z0-9._-]{0,127}` (distribution-spec, "Pulling manifests").
    static func isTag(_ text: String) -> Bool {
        let bytes = text.utf8
        guard let first = bytes.first, bytes.count <= 128, first != UInt8(ascii: "."), first != UInt8(ascii: "-") else {
            return false
        }
        return bytes.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2E, 0x2D, 0x5F: true
            default: false
            }
        }
    }
}
