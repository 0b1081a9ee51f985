/// Versions and tags as registries have them, the same in every run.
final class Sample {
    private var state: UInt64 = 88_172_645_463_325_252

    private func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    private func release(_ bits: UInt64) -> String {
        "\((bits >> 8) % 40).\((bits >> 16) % 60).\((bits >> 24) % 200)"
    }

    /// A tenth are pre-releases, a quarter has a `v`.
    func versions(_ count: Int) -> [String] {
        (0..<count).map { _ in
            let bits = next()
            let text = (bits & 3 == 0 ? "v" : "") + release(bits)
            guard (bits >> 40) % 10 == 0 else { return text }
            switch (bits >> 50) % 3 {
            case 0: return "\(text)-rc.\((bits >> 44) % 9)"
            case 1: return "\(text)-alpha.\((bits >> 44) % 20)"
            default: return "\(text)-beta"
            }
        }
    }

    /// `branch-hash-timestamp`; a quarter of them is of the main branch.
    func buildTags(_ count: Int) -> [String] {
        (0..<count).map { index in
            let (bits, more) = (next(), next())
            let branch = index % 4 == 0 ? "main" : "feature-\(bits % 50)"
            let hash = String(0x100_0000 + (more & 0xEFF_FFF0), radix: 16)
            return "\(branch)-\(hash)-\(1_600_000_000 + Int(bits % 100_000_000))"
        }
    }

    /// Releases, flavours, builds and signatures in one listing.
    func mixedTags(_ count: Int) -> [String] {
        (0..<count).map { index in
            let bits = next()
            switch index % 8 {
            case 0: return "v\(release(bits))"
            case 1: return "main-\(String(bits & 0xFFF_FFFF, radix: 16))-\(1_700_000_000 + index)"
            case 2: return "\(release(bits))-alpine3.\(bits % 20)"
            case 3: return "sha256-\(String(repeating: "ab", count: 32)).sig"
            default: return release(bits)
            }
        }
    }
}
