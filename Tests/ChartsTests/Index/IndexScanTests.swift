import Charts
import TestSupport
import Testing

/// The fast reader against libyaml's reading of the same bytes.
@Suite struct IndexScanTests {
    /// What a reader makes of a text, to be compared.
    enum Outcome: Equatable {
        case index([String: [IndexEntry]], [RepositoryIndex.RejectedEntry], stopsInLine: Bool)
        case failure(IndexError)

        init(_ read: () throws(IndexError) -> RepositoryIndex) {
            do {
                let index = try read()
                self = .index(index.entries, index.rejected, stopsInLine: index.stopsInLine)
            } catch {
                self = .failure(error)
            }
        }
    }

    static func expectSame(_ bytes: [UInt8], _ location: SourceLocation = #_sourceLocation) {
        for charts in [nil, ["alpha", "nowhere"]] as [Set<String>?] {
            let tree = Outcome { () throws(IndexError) in try RepositoryIndex(byTree: bytes, charts: charts) }
            let fast = Outcome { () throws(IndexError) in try RepositoryIndex(bytes, charts: charts) }
            #expect(
                fast == tree, "\(String(decoding: bytes, as: UTF8.self).debugDescription)", sourceLocation: location)
        }
    }

    /// Nil where the whole text is left to libyaml.
    static func scan(_ bytes: [UInt8], pieces: Int = 1 << 20) -> RepositoryIndex? {
        var rest = bytes[...]
        return RepositoryIndex(ofSize: bytes.count) { buffer in
            let piece = rest.prefix(min(buffer.count, pieces))
            buffer.copyBytes(from: piece)
            rest = rest.dropFirst(piece.count)
            return piece.count
        }
    }

    @Test(arguments: 0..<300) func whatChartToolsWriteIsNotHandedOver(seed: UInt64) {
        var sample = IndexSample(seed: seed)
        let bytes = Array(sample.index(oddity: 0).utf8)
        Self.expectSame(bytes)
        // Now and then it is no YAML by chance.
        if (try? RepositoryIndex(byTree: bytes)) != nil {
            #expect(Self.scan(bytes) != nil, "\(String(decoding: bytes, as: UTF8.self))")
        }
    }

    @Test(arguments: 0..<400) func oddLayouts(seed: UInt64) {
        var sample = IndexSample(seed: seed)
        Self.expectSame(Array(sample.index(oddity: Int(seed % 60)).utf8))
    }

    @Test(arguments: 0..<600) func damage(seed: UInt64) {
        var sample = IndexSample(seed: seed)
        let text = sample.index(oddity: seed % 3 == 0 ? 20 : 0)
        Self.expectSame(sample.damaged(text))
    }

    @Test(arguments: [5, 17, 23, 42] as [UInt64]) func cutAtEveryByte(seed: UInt64) {
        var sample = IndexSample(seed: seed)
        let bytes = Array(sample.index(oddity: 5).utf8)
        for end in bytes.indices { Self.expectSame(Array(bytes[..<end])) }
    }
}
