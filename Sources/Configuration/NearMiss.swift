/// The word that was probably meant.
enum NearMiss {
    /// The known word with the fewest changes from `word`, no more than a third of its letters; nil when none is near.
    static func of(_ word: String, among known: [String]) -> String? {
        let letters = Array(word.lowercased().utf8)
        // Longer than any key: no typing mistake.
        guard letters.count <= 64 else { return nil }
        let ranked = known.map { (word: $0, distance: distance(letters, Array($0.lowercased().utf8))) }
        guard let best = ranked.min(by: { ($0.distance, $0.word) < ($1.distance, $1.word) }),
            best.distance <= max(1, letters.count / 3)
        else { return nil }
        return best.word
    }

    /// Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other.
    private static func distance(_ from: [UInt8], _ to: [UInt8]) -> Int {
        var before: [Int] = []
        var last = Array(0...to.count)
        for (i, letter) in from.enumerated() {
            var row = [i + 1]
            for (j, other) in to.enumerated() {
                var cost = min(last[j + 1], row[j]) + 1
                cost = min(cost, last[j] + (letter == other ? 0 : 1))
                if i > 0, j > 0, letter == to[j - 1], from[i - 1] == other { cost = min(cost, before[j - 1] + 1) }
                row.append(cost)
            }
            before = last
            last = row
        }
        return last[to.count]
    }
}
