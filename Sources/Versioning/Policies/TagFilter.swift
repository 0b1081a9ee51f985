internal import CRE2

/// Which tags a policy looks at, and what it sees of them: Flux's `filterTags`.
///
/// The pattern is a Go regular expression, unanchored; the first match counts. Without `extract` the policy sees the
/// whole tag, otherwise what `extract` makes of the match.
///
/// Source: <https://fluxcd.io/flux/components/image/imagepolicies/#filter-tags>.
public struct TagFilter: Sendable {
    /// The pattern as written.
    public let pattern: String
    /// The template as written; empty for none.
    public let extract: String

    private let compiled: Pattern
    private let template: ExtractTemplate?
    /// Capturing costs, so no group behind the last that `extract` names is asked for.
    private let spanCount: Int

    /// - Throws: `PatternError` when the pattern is no Go regular expression.
    public init(pattern: String, extract: String) throws(PatternError) {
        self.pattern = pattern
        self.extract = extract
        compiled = try Pattern(pattern)
        template = extract.isEmpty ? nil : ExtractTemplate(extract, for: compiled)
        spanCount = template.map { $0.highestGroup + 1 } ?? 0
    }

    /// What the policy sees of `tag`, or `nil` when the tag does not pass. May be empty.
    public func value(of tag: String) -> String? {
        var scratch = Scratch(self)
        guard passes(tag, &scratch) else { return nil }
        return template == nil ? tag : String(decoding: scratch.value, as: UTF8.self)
    }

    /// Buffers for filtering many tags without allocating for each.
    struct Scratch {
        fileprivate var spans: [cre2_span]
        var value: [UInt8] = []

        init(_ filter: TagFilter) {
            spans = Array(repeating: cre2_span(start: -1, end: -1), count: filter.spanCount)
        }
    }

    /// Whether the policy sees something else than the tag itself.
    var rewrites: Bool { template != nil }

    /// Whether `tag` passes; the extracted value, if any, is left in `scratch`.
    func passes(_ tag: String, _ scratch: inout Scratch) -> Bool {
        let bytes = tag.utf8Span.span
        guard compiled.match(bytes, &scratch.spans) else { return false }
        template?.expand(bytes, scratch.spans, into: &scratch.value)
        return true
    }
}
