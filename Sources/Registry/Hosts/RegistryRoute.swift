internal import Artifacts

/// Where a repository is read from.
struct RegistryPlace: Sendable, Equatable {
    /// The repository under the name that it has there.
    let repository: RepositoryName
    /// Plain HTTP and certificates of any kind will do.
    var isInsecure = false

    /// `ghcr.io/org/app: listing tags`, with the place when it is another one.
    func doing(_ what: String, of name: RepositoryName) -> String {
        name == repository ? "\(name): \(what)" : "\(name): \(what) at \(repository)"
    }
}

/// The places of a repository: mirrors, where they may be asked, come first.
struct RegistryRoute: Sendable, Equatable {
    let mirrors: [RegistryPlace]
    let primary: RegistryPlace
}
