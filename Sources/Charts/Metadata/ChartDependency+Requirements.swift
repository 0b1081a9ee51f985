extension ChartDependency {
    /// The dependencies that a `requirements.yaml` names, which charts of API version 1 have.
    public static func ofRequirements(_ bytes: [UInt8]) throws(ChartFileError) -> [ChartDependency] {
        let value = try ChartFileError.value(of: bytes, in: "requirements.yaml")
        return (value["dependencies"]?.items ?? []).compactMap(ChartDependency.init)
    }
}
