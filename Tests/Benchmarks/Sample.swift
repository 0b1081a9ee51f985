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

    /// A chart index as Helm writes it, of some 1,500 bytes a version.
    func index(versions count: Int) -> String {
        var text = "apiVersion: v1\nentries:\n"
        for place in 0..<count {
            let chart = "chart-\(place / 150)"
            let bits = next()
            let version = release(bits)
            if place % 150 == 0 { text += "  \(chart):\n" }
            let digest = String(bits, radix: 16)
            text += """
                  - annotations:
                      artifacthub.io/changes: |
                        - kind: changed
                          description: What was changed in \(version), at some length and with a colon: here
                      artifacthub.io/license: Apache-2.0
                    apiVersion: v2
                    appVersion: "\(release(bits >> 8))"
                    created: "2026-04-02T00:00:00.\(bits % 1_000_000_000)Z"
                    dependencies:
                    - condition: cache.enabled
                      name: cache
                      repository: https://charts.example.com/stable
                      version: ~3.1.x
                    description: A chart for deploying and managing highly available clusters of \(chart) on any cluster,
                      with sensible defaults, persistence, metrics and network policies
                    digest: \(digest)\(digest)\(digest)\(digest)
                    home: https://github.com/example/\(chart)
                    icon: https://raw.githubusercontent.com/example/\(chart)/main/logo.png
                    keywords:
                    - monitoring
                    - metrics
                    - operator
                    kubeVersion: '>=1.23.0-0'
                    maintainers:
                    - email: ada@example.com
                      name: Ada Example
                    - email: platform@example.io
                      name: platform-team
                    name: \(chart)
                    sources:
                    - https://github.com/example/\(chart)
                    - https://github.com/example/charts/tree/main/charts/\(chart)
                    type: application
                    urls:
                    - https://github.com/example/charts/releases/download/\(chart)-\(version)/\(chart)-\(version).tgz
                    version: \(version)

                """.replacing("                ", with: "")
        }
        return text + "generated: \"2026-06-02T00:00:00.123456789Z\"\n"
    }
}
