/// An image as charts write it in one text, `repository[:tag][@digest]`, and the grammar of its parts: as much of it as
/// tells an image from other texts. Source: the OCI distribution specification, "Pulling manifests".
struct ImageText {
    let repository: String
    let tag: String?
    let digest: String?

    /// Nil for what is no image, like a URL or a text with blanks.
    init?(_ text: String) {
        let halves = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let name = halves.first else { return nil }
        digest = halves.count > 1 ? halves[1] : nil
        let segment = name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
        let colon = name[segment...].firstIndex(of: ":")
        repository = colon.map { String(name[..<$0]) } ?? name
        tag = colon.map { String(name[name.index(after: $0)...]) }
        guard Self.isRepository(repository), tag.map(Self.isTag) ?? true, digest.map(Self.isDigest) ?? true else {
            return nil
        }
    }

    static func isRepository(_ text: String) -> Bool {
        let segments = text.split(separator: "/", omittingEmptySubsequences: false)
        return text.utf8.count <= 255
            && segments.enumerated().allSatisfy { index, segment in
                guard let first = segment.utf8.first, let last = segment.utf8.last, isWord(first), isWord(last) else {
                    return false
                }
                // A host may have a port and capital letters, if something comes behind it.
                let isHost = index == 0 && segments.count > 1
                return segment.utf8.allSatisfy { byte in
                    isWord(byte) && (isHost || !isUpper(byte)) || [0x2D, 0x2E, 0x5F].contains(byte)
                        || (isHost && byte == UInt8(ascii: ":"))
                }
            }
    }

    static func isTag(_ text: String) -> Bool {
        guard let first = text.utf8.first, isWord(first) || first == UInt8(ascii: "_"), text.utf8.count <= 128 else {
            return false
        }
        return text.utf8.allSatisfy { isWord($0) || [0x2D, 0x2E, 0x5F].contains($0) }
    }

    /// Charts know no other algorithm.
    static func isDigest(_ text: String) -> Bool {
        let hex = text.dropFirst("sha256:".count)
        return text.hasPrefix("sha256:") && hex.utf8.count == 64 && hex.allSatisfy(\.isHexDigit)
    }

    private static func isUpper(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }

    private static func isWord(_ byte: UInt8) -> Bool {
        isUpper(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
