import Artifacts
import Testing

@Suite struct DigestTests {
    private static func hex(_ count: Int) -> String { String(repeating: "f", count: count) }

    @Test(arguments: [
        ("sha256", 64), ("sha512", 128), ("sha384", 96), ("blake3", 64), ("x+b64.y_z-1", 32), ("multihash+base58", 40),
    ])
    func isDigest(algorithm: String, count: Int) throws {
        let digest = try #require(Digest("\(algorithm):\(Self.hex(count))"))
        #expect(digest.algorithm == algorithm)
        #expect(digest.hex == Self.hex(count))
        #expect(digest.description == "\(algorithm):\(Self.hex(count))")
    }

    @Test(arguments: [
        "", ":", "sha256", "sha256:", hex(64), ":\(hex(64))", "sha256:\(hex(63))", "sha256:\(hex(65))",
        "sha512:\(hex(64))",
        "sha256:\(String(repeating: "F", count: 64))", "sha256:\(String(repeating: "g", count: 64))",
        "SHA256:\(hex(64))",
        "md5:\(hex(31))", "sha256:\(hex(64))\n", " sha256:\(hex(64))", "sha256::\(hex(64))", "sha 256:\(hex(64))",
        "+:\(hex(64))", "a+:\(hex(64))", "+a:\(hex(64))", "a++b:\(hex(64))", "../a:\(hex(64))", "..:\(hex(64))",
        "sha256:\(hex(62))é",
    ])
    func isNoDigest(text: String) {
        #expect(Digest(text) == nil)
    }
}
