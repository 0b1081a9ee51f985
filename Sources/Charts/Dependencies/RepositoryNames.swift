/// The repositories that a machine's Helm knows by name (`repositories.yaml`).
public struct RepositoryNames: Hashable, Sendable {
    private let urls: [String: String]

    /// No names are known.
    public static let none = RepositoryNames([:])

    public init(_ urls: [String: String]) {
        self.urls = urls
    }

    /// Reads a `repositories.yaml`: `repositories`, a list of `name` and `url`; of equal names the first counts.
    public init(_ bytes: [UInt8]) throws(ChartFileError) {
        let value = try ChartFileError.value(of: bytes, in: "repositories.yaml")
        let pairs = (value["repositories"]?.items ?? []).compactMap { item -> (String, String)? in
            guard let name = item["name"]?.text, let url = item["url"]?.text else { return nil }
            return (name, url)
        }
        urls = Dictionary(pairs) { first, _ in first }
    }

    /// The URL that `@name` or `alias:name` stands for; nil for anything else, and for names that are not known.
    public func url(of repository: String) -> String? {
        Self.name(in: repository).flatMap { urls[$0] }
    }

    /// The name in `@name` and `alias:name`; nil for anything else.
    public static func name(in repository: String) -> String? {
        for prefix in ["@", "alias:"] where repository.hasPrefix(prefix) {
            return String(repository.dropFirst(prefix.count))
        }
        return nil
    }
}

extension DependencyList {
    /// True when a repository is given by the name that it has on some machine.
    var namesRepositories: Bool { present.contains { RepositoryNames.name(in: $0.repository) != nil } }

    /// With names of repositories replaced by their URLs, as far as they are known.
    func replacingNames(by names: RepositoryNames) -> DependencyList {
        replacing { _, dependency in names.url(of: dependency.repository) }
    }

    /// With names of repositories replaced by what a lock has at their places: Helm writes the URL there.
    func replacingNames(by lock: DependencyList) -> DependencyList {
        replacing { index, dependency in
            guard RepositoryNames.name(in: dependency.repository) != nil, let locked = lock.entries else { return nil }
            let sameName = locked.compactMap { $0 }.first { $0.name == dependency.name }
            let here = index < locked.count ? locked[index] : nil
            return (here?.name == dependency.name ? here : sameName)?.repository
        }
    }

    private func replacing(_ url: (Int, ChartDependency) -> String?) -> DependencyList {
        var result = self
        result.entries = entries?.enumerated().map { index, dependency in
            var replaced = dependency
            if let dependency, let url = url(index, dependency) { replaced?.repository = url }
            return replaced
        }
        return result
    }
}
