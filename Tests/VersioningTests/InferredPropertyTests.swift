import TestSupport
import Testing
import Versioning

@Suite("Laws of the inferred scheme")
struct InferredPropertyTests {
    /// Tags put together from everything that stands in real ones, sensible or not.
    private struct Tags {
        var random: SplitMix

        private static let parts = [
            "v", "1", "2", "03", "10", "1.2", "1.2.3", "2026.8.2", "20241105", "1700000000", "20260819150234",
            "3f2a1b9", "1234567", "0974033", "gabcdef0", "rc", "rc1", "b2", "alpha", "dev", "nightly", "alpine",
            "alpine3.18",
            "r4", "debian", "cuda12", "x86_64", "amd64", "main", "pr", "2024-01-05", "T10-00-00Z", "latest",
            "608111629",
            "18446744073709551616", "99999999999999999999999999999999999999999",
        ]
        private static let joints = ["-", "-", ".", ".", "_", "", "+", "/"]

        mutating func next() -> String {
            var text = random.pick(Self.parts)
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                text += random.pick(Self.joints) + random.pick(Self.parts)
            }
            return text
        }
    }

    private func inferred(_ current: String, _ listing: [String]) throws(Unordered) -> Scheme {
        try .inferred(current: current, listing: listing, allowPrerelease: false, options: SchemeOptions())
    }

    private func isNewer(_ scheme: Scheme, _ tag: String) -> Bool {
        if case .ordered(let reading) = scheme.read(tag) { reading > scheme.current } else { false }
    }

    @Test("a tag is comparable with itself and no newer")
    func reflexive() {
        var tags = Tags(random: SplitMix(state: 21))
        for _ in 0..<20_000 {
            let tag = tags.next()
            guard let scheme = try? inferred(tag, [tag]) else { continue }
            guard case .ordered(let reading) = scheme.read(tag) else {
                Issue.record("\(tag) does not read itself")
                continue
            }
            #expect(reading == scheme.current, "\(tag)")
            #expect(scheme.change(from: scheme.current, to: reading) == .none, "\(tag)")
        }
    }

    @Test("of two tags at most one is newer than the other")
    func antisymmetric() {
        var tags = Tags(random: SplitMix(state: 22))
        for _ in 0..<300 {
            let listing = (0..<12).map { _ in tags.next() }
            let schemes = listing.map { try? inferred($0, listing) }
            for (i, first) in schemes.enumerated() {
                for (j, second) in schemes.enumerated() where i < j {
                    guard let first, let second else { continue }
                    let both = isNewer(first, listing[j]) && isNewer(second, listing[i])
                    #expect(!both, "\(listing[i]) and \(listing[j])")
                }
            }
        }
    }

    @Test("updates come to an end: nothing is newer than the newest")
    func fixpoint() {
        var tags = Tags(random: SplitMix(state: 23))
        for _ in 0..<400 {
            let listing = (0..<12).map { _ in tags.next() }
            var current = listing[0]
            for _ in 0...listing.count {
                guard let scheme = try? inferred(current, listing) else { break }
                let newer = listing.compactMap { tag -> Reading? in
                    if case .ordered(let reading) = scheme.read(tag), reading > scheme.current { reading } else { nil }
                }
                guard let best = newer.max() else { break }
                current = best.text
            }
            guard let scheme = try? inferred(current, listing) else { continue }
            #expect(!listing.contains { isNewer(scheme, $0) }, "\(current) in \(listing)")
        }
    }
}
