extension YAMLStream {
    /// Parses the YAML that a literal block scalar holds, or quotes on one line (`'[{"op": "add"}]'`), where it stands: the
    /// nodes' ranges and positions are those of the file, and their `pointer` is `@LINE`.
    ///
    /// The lines keep their indentation, which YAML allows for a root mapping or sequence, so nothing is copied.
    /// Documents are cut at their `---` lines, which YAML only knows at the start of a line.
    ///
    /// - Parameter delimiters: Of the template that the text may be; nil where it is none. In a stream that is a template, it
    ///   is one, too.
    /// - Throws: Where the node is neither (the lines of a folded scalar are not those of its value, nor are bytes with
    ///   escapes), where its text is not YAML, or is YAML that cannot be read in place: directives, `...`, content on a `---` line,
    ///   a document that is one scalar.
    public convenience init(embeddedIn node: YAMLNode, coveringTemplates delimiters: TemplateDelimiters? = nil)
        throws(YAMLError)
    {
        let node = node.resolved
        let stream = node.stream
        let covered =
            stream.isTemplate
            ? stream.parsed : delimiters.map { TemplateMask.cover(stream.bytes, $0, in: node.span) }
        let slices = try Self.slices(of: node)
        try self.init(stream.bytes, slices: slices, covered: covered, container: node)
        for root in roots where records[Int(root.node)].kind == .scalar || records[Int(root.node)].kind == .alias {
            throw YAMLNode(stream: self, id: root.node).error("the text is one scalar, no mapping or sequence")
        }
    }

    private static func slices(of node: YAMLNode) throws(YAMLError) -> [Slice] {
        if node.style == .singleQuoted || node.style == .doubleQuoted, node.isVerbatim {
            return [Slice(range: node.span, firstDocument: 0)]
        }
        guard let block = LiteralBlock(node) else {
            throw node.error("no literal block scalar, or one with odd line breaks, and no quoted text as it reads")
        }
        return try slices(of: block, in: node)
    }

    private static func slices(of block: LiteralBlock, in node: YAMLNode) throws(YAMLError) -> [Slice] {
        let bytes = node.stream.parsed
        var slices: [Slice] = []
        var document = 0
        var start = block.lines.first?.start ?? 0
        var isOpen = false
        for line in block.lines {
            let content = bytes[line.content]
            if content.starts(with: "---".utf8), isBlankOrNone(content.dropFirst(3).first) {
                let rest = content.dropFirst(3).drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
                guard rest.isEmpty || rest.first == UInt8(ascii: "#") else { throw node.error("content on a --- line") }
                if isOpen { slices.append(Slice(range: start..<line.start, firstDocument: document)) }
                document += isOpen ? 1 : 0
                start = line.content.upperBound
                isOpen = true
            } else if content.first == UInt8(ascii: "%") || content.starts(with: "...".utf8) {
                throw node.error("directives or end marks of documents")
            } else if !isOpen, let first = content.first(where: { $0 != UInt8(ascii: " ") }) {
                isOpen = first != UInt8(ascii: "#")
            }
        }
        if isOpen { slices.append(Slice(range: start..<block.end, firstDocument: document)) }
        return slices
    }

    private static func isBlankOrNone(_ byte: UInt8?) -> Bool {
        byte.map { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } ?? true
    }
}

extension YAMLNode {
    fileprivate func error(_ problem: String) -> YAMLError {
        YAMLError(problem: problem, line: position.line, column: position.column)
    }
}
