import SourceYAML

/// The values that a chart of the tree gives to one of its dependencies: below the dependency's name or alias, in its own
/// `values.yaml`, and in the values files beside it.
struct UmbrellaValues {
    let context: TreeContext

    func installation(of chart: ChartDependencies, _ reference: Reference) -> ChartInstallation? {
        let path = chart.file.path
        guard let dependency = chart.dependencies.first(where: { $0.node.holds(reference.mainSite, in: path) })?.node,
            let key = dependency["alias"]?.text ?? dependency["name"]?.text
        else { return nil }
        let folder = chart.file.directory
        let values = Paths.join(folder, "values.yaml").flatMap(context.reader.file)
        return ChartInstallation(
            owner: reference.owner, file: path, line: dependency.position.line, keys: [key],
            layers: values.map(ValuesLayer.file) ?? [])
    }
}
