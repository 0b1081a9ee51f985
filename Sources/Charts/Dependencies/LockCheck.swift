/// Whether a chart's lock belongs to what the chart asks for, as `helm dependency build` judges it.
public struct LockCheck: Hashable, Sendable {
    public enum Outcome: Hashable, Sendable {
        case inSync
        /// The recorded digest is another one.
        case outOfSync
        /// The chart has dependencies and no lock.
        case noLock
        /// The chart has neither.
        case nothingToLock
        /// A file cannot be read, so that nothing can be said; why, as a sentence.
        case undecided(String)
    }

    public let outcome: Outcome
    /// The digest that belongs there; nil without a lock.
    public let digest: String?
    /// What the lock has.
    public let recorded: String?
    /// The recorded digest is the one that Helm 2 wrote, which Helm still takes of charts of API version 1.
    public let isOfHelm2: Bool
    /// What the chart asks for, names of repositories replaced as the digest has them.
    public let requested: DependencyList

    public var isInSync: Bool { outcome == .inSync || outcome == .nothingToLock }
}

extension LockCheck {
    /// Of a chart that cannot be read at all.
    public init(undecided problem: String) {
        self.init(
            outcome: .undecided(problem), digest: nil, recorded: nil, isOfHelm2: false, requested: DependencyList())
    }
}

extension Chart {
    /// Recomputes the digest of the lock and compares.
    ///
    /// Repositories that the chart gives by name are replaced by URLs before Helm hashes them. Which URL that was is
    /// told by `names` or by the lock itself, and where the lock was made without either, the names stay.
    public func lockCheck(names: RepositoryNames = .none) -> LockCheck {
        func check(
            _ outcome: LockCheck.Outcome, digest: String? = nil, isOfHelm2: Bool = false,
            requested: DependencyList? = nil
        ) -> LockCheck {
            LockCheck(
                outcome: outcome, digest: digest, recorded: lock?.digest, isOfHelm2: isOfHelm2,
                requested: requested ?? dependencyList.replacingNames(by: names))
        }
        if let problem = dependencyProblem { return check(.undecided(problem)) }
        guard let lock else {
            return check(dependencyList.present.isEmpty ? .nothingToLock : .noLock)
        }
        for requested in spellings(names, lock) {
            let digest = DependencyDigest.current(requested: requested, locked: lock.list)
            if digest == lock.digest { return check(.inSync, digest: digest, requested: requested) }
        }
        if isVersion1 {
            let digest = DependencyDigest.ofHelm2(requested: dependencyList)
            if digest == lock.digest { return check(.inSync, digest: digest, isOfHelm2: true) }
        }
        let requested = spellings(names, lock)[0]
        return check(
            .outOfSync, digest: DependencyDigest.current(requested: requested, locked: lock.list), requested: requested)
    }

    /// What is asked for with each spelling of the repositories that Helm may have hashed, the likeliest first.
    private func spellings(_ names: RepositoryNames, _ lock: ChartLock) -> [DependencyList] {
        guard dependencyList.namesRepositories else { return [dependencyList] }
        return [
            dependencyList.replacingNames(by: names).replacingNames(by: lock.list),
            dependencyList.replacingNames(by: lock.list), dependencyList,
        ]
    }

    /// Why nothing can be said of the dependencies: what Helm cannot load either.
    private var dependencyProblem: String? {
        if let dependencyFailure { return dependencyFailure.description }
        if let problem = dependencyList.problem { return "\(dependencyFile): \(problem)" }
        if let problem = lock?.list.problem { return "\(lockFile?.path ?? "the lock"): \(problem)" }
        return nil
    }

    /// The file that names the dependencies: `requirements.yaml` where Helm reads them from there.
    public var dependencyFile: String {
        bytes(of: "requirements.yaml") != nil && metadata.dependencyList != dependencyList
            ? "requirements.yaml" : "Chart.yaml"
    }
}

extension Chart {
    /// What the lock has for one of the chart's own dependencies; nil where it has none.
    public func lockedVersion(of dependency: ChartDependency) -> String? {
        (dependencyList.entries ?? []).firstIndex(of: dependency).flatMap { lockedVersion(of: dependency, at: $0) }
    }

    /// What the lock has for a dependency: the entry at its place, else the first of its name; nil where it has none.
    public func lockedVersion(of dependency: ChartDependency, at index: Int) -> String? {
        let entries = lock?.list.entries ?? []
        let here = index < entries.count ? entries[index] : nil
        let found = here?.name == dependency.name ? here : lock?.dependencies.first { $0.name == dependency.name }
        return found?.version
    }
}
