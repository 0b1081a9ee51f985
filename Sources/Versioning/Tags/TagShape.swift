/// A tag seen as prefix, version, pre-release and suffix. Indices count pieces.
///
///     release-1.2.3-rc.1-alpine3.18
///     prefix  main  pre   suffix
struct TagShape: Sendable {
    var pieces: [Piece]
    /// The prefix ends where the version begins.
    var mainStart: Int
    var mainEnd: Int
    var era: Era
    /// The pre-release with its separator; empty for a release.
    var prerelease: Range<Int>
    var word: PrereleaseWord?

    /// The most numbers a version may have.
    static let maxComponents = 5

    enum Failure: Error {
        /// Words and perhaps flavour numbers, but no version.
        case rolling
        /// A commit hash and no version.
        case hash
        /// Not a tag at all, or too many numbers.
        case notAVersion
    }

    /// Reads the shape of a tag.
    ///
    /// - Parameters:
    ///   - bytes: The tag.
    ///   - hashes: See `TagPieces.cut`.
    /// - Throws: `Failure` when the tag has no version.
    init(_ bytes: Span<UInt8>, hashes: UInt64 = 0) throws(Failure) {
        guard var pieces = TagPieces.cut(bytes, hashes: hashes) else { throw .notAVersion }
        guard var start = MainFinder.start(pieces, bytes) else {
            throw pieces.contains { $0.kind == .hash } ? .hash : .rolling
        }
        guard var main = MainPart(pieces, bytes, at: start) else { throw .notAVersion }

        // `main-1234567-1700000000`: a hash that happens to have only digits, then the moment of the build.
        if main.isLoneHashLike(pieces, start), start > 0,
            let moment = MainFinder.momentBehind(pieces, bytes, start)
        {
            pieces[start].kind = .hash
            start = moment
            guard let second = MainPart(pieces, bytes, at: start) else { throw .notAVersion }
            main = second
        }

        self.pieces = pieces
        mainStart = start
        mainEnd = main.end
        era = main.era
        (word, prerelease) = PrereleasePart.find(pieces, bytes, from: main.end)
    }

    /// Indices of the suffix: what stands behind the version, less the pre-release.
    var suffix: [Int] {
        prerelease.isEmpty
            ? Array(mainEnd..<pieces.count)
            : Array(mainEnd..<prerelease.lowerBound) + Array(prerelease.upperBound..<pieces.count)
    }

    func values(_ range: Range<Int>, _ bytes: Span<UInt8>) -> [UInt64] {
        var values: [UInt64] = []
        for i in range where pieces[i].kind == .number {
            values.append(CalendarDigits.value(bytes, Int(pieces[i].start), pieces[i].count))
        }
        return values
    }
}
