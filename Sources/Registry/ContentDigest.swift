package import Artifacts
internal import Crypto
internal import Transport

/// Digests of received bytes. Crypto has a protocol called `Digest`: ours is named with its module.
package enum ContentDigest {
    /// The SHA-256 digest, which registries use.
    package static func sha256(_ bytes: [UInt8]) -> Artifacts.Digest? {
        Artifacts.Digest("sha256:" + Hexadecimal.text(SHA256.hash(data: bytes)))
    }

    /// True when the bytes have this digest; `nil` for an algorithm that is not known here.
    static func matches(_ digest: Artifacts.Digest, _ bytes: [UInt8]) -> Bool? {
        switch digest.algorithm {
        case "sha256": digest.hex == Hexadecimal.text(SHA256.hash(data: bytes))
        case "sha384": digest.hex == Hexadecimal.text(SHA384.hash(data: bytes))
        case "sha512": digest.hex == Hexadecimal.text(SHA512.hash(data: bytes))
        default: nil
        }
    }
}
