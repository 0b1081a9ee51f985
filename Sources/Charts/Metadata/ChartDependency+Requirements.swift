extension DependencyList {
    /// With what a `requirements.yaml` says, which charts of API version 1 have: Helm reads it onto what `Chart.yaml` said.
    func reading(requirements bytes: [UInt8]) throws(ChartFileError) -> DependencyList {
        var list = self
        let value = try ChartFileError.value(of: bytes, in: "requirements.yaml")
        switch value {
        case .map(let members): list.read(fileOf: members)
        case .null: break
        default: throw ChartFileError("requirements.yaml", "is not a mapping")
        }
        return list.sanitized
    }
}
