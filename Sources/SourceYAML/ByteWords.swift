/// Words that make a document worth parsing, looked for in raw bytes: all of them in one pass.
public struct ByteWords: Sendable {
    private let scan: ByteScan

    /// What was seen in a text. Users of ``ByteWords`` name signs of their own, from ``init(own:)``.
    public struct Signs: OptionSet, Sendable {
        public let rawValue: UInt32

        public init(rawValue: UInt32) { self.rawValue = rawValue }

        /// A sign of the user's: 0 to 23.
        public init(own number: Int) { rawValue = 1 << UInt32(number) }

        /// A word, a key or a line that makes a document wanted.
        public static let wanted = Signs(rawValue: 1 << 31)
        /// A line that makes it unwanted after all.
        public static let excluded = Signs(rawValue: 1 << 30)
        /// `---` at the start of a line that is not the first.
        static let marker = Signs(rawValue: 1 << 29)
        /// Something that may make the borders of documents hard to tell: directives, `...`, odd line breaks.
        static let odd = Signs(rawValue: 1 << 28)
    }

    /// - Parameters:
    ///   - words: A document that holds any of them is wanted. Words of ASCII without escapes: a key that hides one
    ///     behind a YAML escape (`"\x69mage"`) is not seen.
    ///   - keys: A document is wanted, too, when one of these stands as a key or ends one, alone or with an `s`: before
    ///     a colon, with a quote or a blank between at most. Plain text is full of such words; keys are few.
    ///   - lines: A document is wanted, too, with one of these as a whole line, at column 0.
    ///   - excludedLines: A document with one of these as a whole line (at column 0) is not wanted after all.
    ///   - signs: Other words to look for on the same way, and what they are signs of.
    public init(
        _ words: [String], keys: [String] = [], lines: [String] = [],
        exceptDocumentsWithLine excludedLines: [String] = [], signs: [(word: String, sign: Signs)] = []
    ) {
        func patterns(_ texts: [String], _ check: ByteScan.Check, _ sign: Signs) -> [ByteScan.Pattern] {
            texts.map { ByteScan.Pattern($0, check, sign: sign.rawValue) }
        }
        scan = ByteScan(
            patterns(words, .word, .wanted) + patterns(keys, .key, .wanted) + patterns(lines, .line, .wanted)
                + patterns(excludedLines, .line, .excluded) + patterns(["\n---"], .word, .marker)
                + patterns(Self.odd, .word, .odd)
                + signs.map { ByteScan.Pattern($0.word, .word, sign: $0.sign.rawValue) }
        )
    }

    /// Line breaks of Unicode are such for libyaml too.
    private static let odd = ["\n%", "\n...", "\r", "\u{85}", "\u{2028}", "\u{2029}"]

    /// Everything that is seen in a text.
    public func signs(in bytes: [UInt8]) -> Signs {
        bytes.withUnsafeBytes { signs(in: $0) }
    }

    func signs(in bytes: UnsafeRawBufferPointer) -> Signs {
        Signs(rawValue: scan.signs(in: bytes))
    }

    public func occur(in bytes: [UInt8]) -> Bool {
        signs(in: bytes).contains(.wanted)
    }

    func want(document bytes: UnsafeRawBufferPointer) -> Bool {
        let signs = signs(in: bytes)
        return signs.contains(.wanted) && !signs.contains(.excluded)
    }
}
