internal import Artifacts

/// What this machine's user wants of registries: other locations, mirrors, plain HTTP, blocked names
/// (containers-registries.conf(5), version 2 and the `insecure` and `block` lists of version 1).
///
/// Of the entries whose prefix fits a name the one that fits the most of it counts. Mirrors serve what is read by
/// digest alone, because a mirror's tags may be old. What cannot be read fails closed: an entry that names its prefix
/// but is broken otherwise blocks that prefix, and ``problems`` says so.
public struct RegistriesConfiguration: Sendable {
    private(set) var entries: [RegistryEntry]

    /// What is wrong with the files: one sentence each, with file and line.
    public private(set) var problems: [String]

    /// Every registry as it is named.
    public init() {
        entries = []
        problems = []
    }

    /// The text of one file.
    ///
    /// - Parameter name: The file, for messages.
    public init(toml: [UInt8], name: String) {
        self.init()
        add(RegistriesFile.read(toml, name: name))
    }

    /// Entries replace earlier ones of the same prefix.
    mutating func add(_ file: RegistriesFile) {
        let prefixes = Set(file.entries.map(\.prefix))
        entries = entries.filter { !prefixes.contains($0.prefix) } + file.entries
        problems += file.problems.prefix(RegistryLimits.registriesProblems)
        let rest = file.problems.count - RegistryLimits.registriesProblems
        if rest > 0, let last = file.problems.last { problems.append("\(last) (and \(rest - 1) others)") }
    }

    mutating func add(problem: String) {
        problems.append(problem)
    }

    /// Where to read a repository, or one manifest or blob of it.
    ///
    /// - Throws: `refused` for what is blocked, `invalidName` when a location makes no repository of the name.
    func route(to repository: RepositoryName, _ reference: ReferenceText? = nil) throws(RegistryError) -> RegistryRoute
    {
        let suffix =
            switch reference {
            case .tag(let tag): ":\(tag)"
            case .digest(let digest): "@\(digest)"
            case nil: ""
            }
        let name = "\(repository)\(suffix)"
        guard let (entry, count) = entry(for: name) else {
            return RegistryRoute(mirrors: [], primary: RegistryPlace(repository: repository))
        }
        if let refusal = entry.refusal {
            throw RegistryError(.refused, host: repository.host, "\(repository): \(refusal)")
        }
        func place(_ location: String, _ isInsecure: Bool) throws(RegistryError) -> RegistryPlace {
            guard !location.isEmpty else { return RegistryPlace(repository: repository, isInsecure: isInsecure) }
            let text = location + name.dropFirst(count)
            guard let moved = OCIReference(url: "oci://\(text)"),
                moved.tag.map({ ":\($0)" }) ?? moved.digest.map({ "@\($0)" }) ?? "" == suffix
            else {
                throw RegistryError(
                    .invalidName, host: repository.host,
                    "\(repository): \(entry.place) moves it to “\(text)”, expected a repository under the same tag or digest"
                )
            }
            return RegistryPlace(repository: moved.repository, isInsecure: isInsecure)
        }
        var mirrors: [RegistryPlace] = []
        if case .digest = reference {
            for mirror in entry.mirrors where mirror.servesDigests {
                mirrors.append(try place(mirror.location, mirror.isInsecure))
            }
        }
        return RegistryRoute(mirrors: mirrors, primary: try place(entry.location, entry.isInsecure))
    }

    /// The entry that stands for the most characters of the name, and how many; a literal one before a wildcard.
    private func entry(for name: String) -> (RegistryEntry, Int)? {
        var best: (RegistryEntry, Int)?
        for entry in entries {
            guard let count = entry.match(name) else { continue }
            if let known = best, known.1 > count || (known.1 == count && !known.0.isWildcard) { continue }
            best = (entry, count)
        }
        return best
    }
}
