import Artifacts

extension Digest {
    /// Enough of the digest to tell two apart: `sha256:1234abcd`.
    var short: String { "\(algorithm):\(hex.prefix(8))" }
}

extension String {
    /// The text within so many cells; of a longer one the middle goes, for versions differ at both ends.
    func shortened(to width: Int) -> String {
        guard DisplayWidth.width(of: self) > width else { return self }
        let head = prefix(cells: (width - 1) * 5 / 8)
        let tail = String(String(reversed()).prefix(cells: width - 1 - DisplayWidth.width(of: head)).reversed())
        return head + "…" + tail
    }

    private func prefix(cells: Int) -> String {
        var left = cells
        return String(
            prefix { character in
                left -= DisplayWidth.width(of: character)
                return left >= 0
            }
        )
    }
}
