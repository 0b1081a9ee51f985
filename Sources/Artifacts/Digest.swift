/// A content digest, `algorithm:hex`, as the OCI image specification writes it.
///
/// `sha256` must have 64 and `sha512` 128 lower-case hex digits; other algorithms need at least 32.
/// Source: OCI image-spec, descriptor.md, "Digests".
public struct Digest: Hashable, Sendable, CustomStringConvertible {
    /// The whole text, `sha256:…`.
    public let text: String

    public init?(_ text: String) {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let algorithm = text.utf8[..<colon]
        let hex = text.utf8[text.utf8.index(after: colon)...]
        guard Self.isAlgorithm(algorithm), hex.allSatisfy(Self.isHexByte) else { return nil }
        switch text[..<colon] {
        case "sha256": guard hex.count == 64 else { return nil }
        case "sha512": guard hex.count == 128 else { return nil }
        default: guard hex.count >= 32 else { return nil }
        }
        self.text = text
    }

    public var algorithm: String { String(text.prefix { $0 != ":" }) }
    public var hex: String { String(text.drop { $0 != ":" }.dropFirst()) }
    public var description: String { text }

    /// Runs of lower-case letters and digits, joined by one of `+._-`.
    private static func isAlgorithm(_ bytes: Substring.UTF8View) -> Bool {
        bytes.split(omittingEmptySubsequences: false) { "+._-".utf8.contains($0) }.allSatisfy { component in
            !component.isEmpty
                && component.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
                    default: false
                    }
                }
        }
    }

    private static func isHexByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
        default: false
        }
    }
}

extension Digest {
    /// Reads the `digest` of an entry of a chart index: the bare SHA-256 that Helm writes, or a digest with its algorithm.
    public static func ofIndexEntry(_ text: String) -> Digest? {
        Digest(text) ?? Digest("sha256:\(text)")
    }
}
