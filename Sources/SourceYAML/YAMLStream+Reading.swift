extension YAMLStream {
    /// The same text, in which some scalars read otherwise: what they stand for once somebody has filled in their
    /// variables. Bytes, ranges and structure stay, and no scalar that reads otherwise can be edited.
    public func reading(_ texts: [YAMLNode: String]) -> YAMLStream {
        YAMLStream(self, reading: Dictionary(texts.map { ($0.key.resolved.id, $0.value) }) { $1 })
    }
}

extension YAMLNode {
    /// The node at the same place of a stream that was made of this one's by `reading`, or of which this one's was made.
    public func counterpart(in stream: YAMLStream) -> YAMLNode {
        YAMLNode(stream: stream, id: id)
    }
}
