package import Artifacts
internal import Crypto

/// Digests of received bytes. Crypto has a protocol called `Digest`: ours is named with its module.
package enum ContentDigest {
    /// The SHA-256 digest, which registries use.
    package static func sha256(_ bytes: [UInt8]) -> Artifacts.Digest? {
        Artifacts.Digest("sha256:" + hex(SHA256.hash(data: bytes)))
    }

    /// True when the bytes have this digest; `nil` for an algorithm that is not known here.
    static func matches(_ digest: Artifacts.Digest, _ bytes: [UInt8]) -> Bool? {
        switch digest.algorithm {
        case "sha256": digest.hex == hex(SHA256.hash(data: bytes))
        case "sha384": digest.hex == hex(SHA384.hash(data: bytes))
        case "sha512": digest.hex == hex(SHA512.hash(data: bytes))
        default: nil
        }
    }

    private static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
