internal import SourceYAML

extension ChartValue {
    /// The values of a chart: all documents of `values.yaml`, each laid over the ones before it; a map, maybe empty.
    ///
    /// Source: Helm, `LoadValues`.
    public init(values bytes: [UInt8], file: String = "values.yaml") throws(ChartFileError) {
        let stream: YAMLStream
        do throws(YAMLError) {
            stream = try YAMLStream(bytes)
        } catch {
            throw ChartFileError(file, "is not YAML: \(error)")
        }
        var merged: ChartValue = .map([:])
        for document in stream.documents {
            let value: ChartValue
            do throws(ChartValueError) {
                value = try ChartValue(document.root)
            } catch {
                throw ChartFileError(file, "is too large: \(error)")
            }
            switch value {
            case .null: continue
            case .map: merged = merged.overlaid(with: value)
            default:
                let line = document.root.position.line
                throw ChartFileError(file, "holds no mapping but \(value.typeName) in line \(line)")
            }
        }
        self = merged
    }

    /// This value with another laid over it: maps are merged key by key, anything else is replaced, null too.
    public func overlaid(with other: ChartValue) -> ChartValue {
        guard case .map(var members) = self, case .map(let others) = other else { return other }
        for (key, value) in others { members[key] = members[key]?.overlaid(with: value) ?? value }
        return .map(members)
    }
}
