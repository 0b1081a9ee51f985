import Charts

/// What this machine's Helm is configured with.
enum HelmConfiguration {
    /// The repositories by name; none where there is no such file. Source: Helm, "helm env".
    static func repositoryNames() -> RepositoryNames {
        guard let path, let bytes = FilePaths.read(path) else { return .none }
        do throws(ChartFileError) {
            return try RepositoryNames(bytes)
        } catch {
            Output.note("warning: \(path): \(error.message)")
            return .none
        }
    }

    private static var path: String? {
        if let file = set("HELM_REPOSITORY_CONFIG") { return file }
        if let folder = set("HELM_CONFIG_HOME") { return "\(folder)/repositories.yaml" }
        if let folder = set("XDG_CONFIG_HOME") { return "\(folder)/helm/repositories.yaml" }
        return set("HOME").map { "\($0)/.config/helm/repositories.yaml" }
    }

    private static func set(_ name: String) -> String? {
        Environment.value(name).flatMap { $0.isEmpty ? nil : $0 }
    }
}
