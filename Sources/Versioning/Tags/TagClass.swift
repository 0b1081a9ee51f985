/// Texts that have no order whatever stands beside them in a listing.
enum TagClass {
    /// Why `text` has no order, or `nil` when it holds digits that may be a version.
    static func unordered(_ text: String) -> Unordered? {
        let bytes = text.utf8Span.span
        if bytes.count == 0 { return .empty }
        guard bytes.count <= TagPieces.maxBytes else { return .notAVersion }
        if isTemplate(bytes) { return .template }
        if isSignature(bytes) { return .signature }
        if isBareHash(bytes) { return .hash }
        var hasDigit = false
        var hasLower = false
        for i in bytes.indices {
            if bytes[i].isDigit { hasDigit = true }
            if bytes[i].isLower { hasLower = true }
        }
        if hasDigit { return nil }
        if isPlaceholder(bytes, hasLower: hasLower) { return .placeholder }
        return .rolling
    }

    /// `${TAG}`, `$TAG`, `$(tag)`, `{{ .tag }}`, `<< tag >>`, `%%tag%%`.
    private static func isTemplate(_ bytes: Span<UInt8>) -> Bool {
        for i in bytes.indices {
            let next = i + 1 < bytes.count ? bytes[i + 1] : 0
            switch bytes[i] {
            case UInt8(ascii: "$"), UInt8(ascii: "{"), UInt8(ascii: "}"): return true
            case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "%"): if bytes[i] == next { return true }
            default: break
            }
        }
        return false
    }

    /// `sha256-` and 64 hexadecimal digits, whatever follows: cosign keeps signatures under such tags.
    static func isSignature(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count >= 71, bytes.equals(0..<7, "sha256-") || bytes.equals(0..<7, "sha512-") else { return false }
        for i in 7..<71 where !bytes[i].isHex { return false }
        return true
    }

    /// Seven or more hexadecimal digits with a letter among them, or forty of any kind; perhaps after `sha-` or `git-`.
    private static func isBareHash(_ bytes: Span<UInt8>) -> Bool {
        var start = 0
        if bytes.count > 4, bytes.equals(0..<4, "sha-") || bytes.equals(0..<4, "git-") { start = 4 }
        let count = bytes.count - start
        guard (HashRule.minBytes...HashRule.maxBytes).contains(count) else { return false }
        var letters = 0
        for i in start..<bytes.count {
            guard bytes[i].isHex else { return false }
            if bytes[i].isLower { letters += 1 }
        }
        return letters > 0 || start > 0 || count == 40
    }

    private static func isPlaceholder(_ bytes: Span<UInt8>, hasLower: Bool) -> Bool {
        let all = 0..<bytes.count
        for word in placeholders where bytes.equals(all, word) { return true }
        for word in rollingWords where bytes.equals(all, word) { return false }
        return !hasLower
    }

    private static let placeholders: [StaticString] = [
        "changeme", "change-me", "change_me", "replaceme", "replace-me", "replace_me", "placeholder", "todo", "tbd",
        "tag", "version", "image-tag", "image_tag",
    ]

    /// Rolling tags that some write in capitals.
    private static let rollingWords: [StaticString] = [
        "latest", "stable", "main", "master", "head", "edge", "develop", "nightly", "lts", "release", "dev",
        "snapshot", "canary", "beta", "alpha", "rc", "trunk",
    ]
}
