/// A content digest, `algorithm:hex`, as the OCI image specification writes it.
///
/// `sha256` must have 64 and `sha512` 128 lower-case hex digits; other algorithms need at least 32.
/// Source: OCI image-spec, descriptor.md, "Digests".
public struct Digest: Hashable, Sendable, CustomStringConvertible {
    /// The whole text, `sha256:…`.
    public let text: String

    public init?(_ text: String) {
        var text = text
        guard text.withUTF8(Self.isDigest) else { return nil }
        self.text = text
    }

    /// Indexes of charts bring tens of thousands.
    private static func isDigest(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let algorithm = bytes[..<colon]
        let hex = bytes[(colon + 1)...]
        guard hex.allSatisfy(isHexByte) else { return false }
        if algorithm.elementsEqual("sha256".utf8) { return hex.count == 64 }
        if algorithm.elementsEqual("sha512".utf8) { return hex.count == 128 }
        return hex.count >= 32 && isAlgorithm(algorithm)
    }

    public var algorithm: String { String(text.prefix { $0 != ":" }) }
    public var hex: String { String(text.drop { $0 != ":" }.dropFirst()) }
    public var description: String { text }

    /// Runs of lower-case letters and digits, joined by one of `+._-`.
    private static func isAlgorithm(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
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
