import Artifacts
import Transport

/// Repositories that have moved, are gone, or bring nothing new: one finding for each, however many charts it has.
enum RepositoryFindings {
    static func of(_ uses: [ChartUse], now: Int64) -> [Finding] {
        let known = uses.map { RepositorySilence.holds($0) }
        let others = zip(uses, known).filter { $0.1 == nil }.map(\.0)
        let silent = others.filter { RepositorySilence.since(of: $0, now: now) != nil }
        return groups(Array(zip(uses, known)), by: { $0.1?.place }).compactMap { group in
            group[0].1?.finding(about: group.map(\.0))
        }
            + groups(others, by: { $0.listing?.move == nil ? nil : $0.repository }).compactMap(moved)
            + groups(silent, by: \.repository).map { RepositorySilence.finding(about: $0, now: now) }
    }

    /// What has the same key, in the order given; without a key it is left out.
    private static func groups<Item>(_ items: [Item], by key: (Item) -> String?) -> [[Item]] {
        var places: [String: Int] = [:]
        var groups: [[Item]] = []
        for item in items {
            guard let key = key(item) else { continue }
            if let place = places[key] {
                groups[place].append(item)
            } else {
                places[key] = groups.count
                groups.append([item])
            }
        }
        return groups
    }

    /// What upstream says of another place.
    private static func moved(_ group: [ChartUse]) -> Finding? {
        let repository = group[0].repository
        switch group[0].listing?.move {
        case .redirect(let target)? where target.url != repository:
            let message = "\(repository) redirects permanently to \(target.url)"
            return Finding(.movedRepository, .warning, message + among(group), about: group)
        case .registry(let name)?:
            let beside = Set(group.map(\.artifact)).count > 1 ? ", and others beside it" : ""
            let message = "the archives of \(repository) lie in a registry by now: oci://\(name)\(beside)"
            return Finding(.movedRepository, .info, message + among(group), about: group)
        case .redirect?, nil:
            return nil
        }
    }

    fileprivate static func among(_ group: [ChartUse]) -> String {
        group.count == 1 ? "" : " (\(group.count) references)"
    }
}

extension KnownRepository {
    fileprivate func finding(about group: [ChartUse]) -> Finding {
        let parts = place.split(separator: "#")
        let name = parts.count == 2 ? "\(parts[1]) of \(parts[0])" : place
        let (code, verb): (Finding.Code, String) =
            switch state {
            // Who answers is not gone: a mirror at the same place, for one.
            case .gone where group.contains { $0.listing != nil }: (.movedRepository, "has moved (\(since))")
            case .gone: (.movedRepository, "is gone since \(since)")
            case .moved: (.movedRepository, "has moved (\(since))")
            case .frozen: (.frozenRepository, "is frozen since \(since)")
            }
        return Finding(code, .warning, "\(name) \(verb): \(instead)\(RepositoryFindings.among(group))", about: group)
    }
}

extension ChartUse {
    /// What charts of one source have in common: the repository, or the folder in a registry.
    var repository: String {
        switch artifact {
        case .chart(let repository, _): repository.url
        case .oci(let name): "oci://" + name.description.split(separator: "/").dropLast().joined(separator: "/")
        case .git(let repository): repository.identity
        }
    }
}
