import TestSupport
import Testing

@testable import Versioning

@Suite("Laws of versions")
struct VersionPropertyTests {
    private static func versions(_ count: Int, seed: UInt64) -> [Version] {
        var texts = VersionTexts(random: SplitMix(state: seed))
        return (0..<count * 2).compactMap { _ in try? Version(texts.next()) }.prefix(count).map { $0 }
    }

    @Test("the order is total and transitive")
    func order() {
        let versions = Self.versions(120, seed: 1)
        #expect(versions.count == 120)
        var broken = 0
        for a in versions {
            for b in versions {
                let ab = Version.compare(a, b)
                if ab != -Version.compare(b, a) || (ab == 0) != (a == b) || (ab < 0) != (a < b) { broken += 1 }
                if a == b, a.hashValue != b.hashValue { broken += 1 }
                for c in versions where ab <= 0 && Version.compare(b, c) <= 0 && Version.compare(a, c) > 0 {
                    broken += 1
                }
            }
        }
        #expect(broken == 0)
    }

    @Test("reading canonical text gives it back, with the same precedence")
    func canonical() throws {
        for version in Self.versions(3000, seed: 2) {
            let again = try Version(strict: version.canonical)
            #expect(again.canonical == version.canonical)
            #expect(again == version)
            #expect(again.text == version.canonical)
        }
    }

    @Test("sorting by radix is stable and agrees with the comparison")
    func sorting() {
        let versions = Self.versions(5000, seed: 3)
        var sorted = versions
        sorted.sortByPrecedence()
        let expected = versions.enumerated().sorted { a, b in
            let order = Version.compare(a.element, b.element)
            return order == 0 ? a.offset < b.offset : order < 0
        }
        #expect(sorted.map(\.text) == expected.map(\.element.text))
    }

    @Test("keys never contradict the order")
    func keys() {
        let versions = Self.versions(300, seed: 4)
        for a in versions {
            for b in versions where a < b { #expect(!(b.key < a.key), "\(a) \(b)") }
        }
    }
}

@Suite("Sets of keys")
struct KeySetTests {
    private static func sets(seed: UInt64) -> [KeySet] {
        var random = SplitMix(state: seed)
        let ends: [UInt64] = [0, 1, 2, 3, 5, 8, 13, .max - 1, .max]
        var sets: [KeySet] = [.all, .none]
        for _ in 0..<30 {
            let set = KeySet(random.pick(ends), random.pick(ends))
            sets.append(set)
            sets.append(set.union(KeySet(random.pick(ends), random.pick(ends))))
        }
        return sets
    }

    @Test("union, intersection and complement are those of membership")
    func laws() {
        let sets = Self.sets(seed: 5)
        let keys: [UInt64] = [0, 1, 2, 3, 4, 5, 6, 8, 9, 13, 14, .max - 2, .max - 1, .max]
        for a in sets {
            #expect(a.complement.complement == a)
            #expect(a.union(.none) == a && a.intersection(.all) == a)
            #expect(a.union(a.complement) == .all && a.intersection(a.complement) == .none)
            for b in sets {
                #expect(a.union(b) == b.union(a) && a.intersection(b) == b.intersection(a))
                for key in keys {
                    #expect(a.union(b).contains(key) == (a.contains(key) || b.contains(key)))
                    #expect(a.intersection(b).contains(key) == (a.contains(key) && b.contains(key)))
                }
            }
        }
    }
}
