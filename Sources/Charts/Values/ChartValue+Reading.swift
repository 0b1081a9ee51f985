public import SourceYAML

extension ChartValue {
    /// Reads a node as Helm's reader of YAML does: types of YAML 1.1, aliases expanded, `<<` merged where it stands,
    /// keys as strings, of duplicate keys the last.
    ///
    /// - Throws: Where the expanded value has more nodes than ``ChartLimits/valueNodes``: a few aliases of aliases
    ///   make billions.
    public init(_ node: YAMLNode) throws(ChartValueError) {
        var nodesLeft = ChartLimits.valueNodes
        self = try Self.read(node, nodesLeft: &nodesLeft)
    }

    private static func read(_ node: YAMLNode, nodesLeft: inout Int) throws(ChartValueError) -> ChartValue {
        nodesLeft -= 1
        guard nodesLeft > 0 else { throw ChartValueError(line: node.position.line) }
        switch node.kind {
        case .scalar:
            return scalar(node)
        case .sequence:
            var items: [ChartValue] = []
            for item in node.items { items.append(try read(item, nodesLeft: &nodesLeft)) }
            return .list(items)
        case .mapping:
            return .map(try members(of: node, nodesLeft: &nodesLeft))
        }
    }

    private static func members(
        of node: YAMLNode, nodesLeft: inout Int
    ) throws(ChartValueError) -> [String: ChartValue] {
        var result: [String: ChartValue] = [:]
        for (key, value) in node.pairs {
            if key.style == .plain, !key.hasTag, key.reads(as: "<<") {
                // Of several sources the first one counts; against keys of the mapping itself, what stands later.
                for source in value.kind == .sequence ? value.items.reversed() : [value] {
                    guard case .map(let members) = try read(source, nodesLeft: &nodesLeft) else { continue }
                    result.merge(members) { $1 }
                }
            } else if key.kind == .scalar {
                let name = key.isNull ? "null" : scalar(key).text ?? key.text ?? ""
                result[name] = try read(value, nodesLeft: &nodesLeft)
            }
        }
        return result
    }

    private static func scalar(_ node: YAMLNode) -> ChartValue {
        let text = node.text ?? ""
        guard node.style == .plain, !node.hasTag else { return .string(text) }
        return ImplicitType.value(ofPlain: text)
    }
}

/// A value that is too large once its aliases are expanded.
public struct ChartValueError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where the limit was reached, from 1.
    public let line: Int

    public var description: String {
        "line \(line): with its aliases expanded the value has more than \(ChartLimits.valueNodes) nodes"
    }
}
