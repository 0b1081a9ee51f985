import Artifacts
import SourceYAML
import Versioning

/// Finds the `ImagePolicy` that a marker names.
///
/// A marker names the namespace, which Flux compares with the policy's own. A policy whose namespace cannot be told fits
/// every one. Where clusters of one tree have policies of the same name, the one whose file shares most folders with
/// the marked file is meant: an `ImageUpdateAutomation` writes below one path only.
struct PolicyIndex: Sendable {
    private struct Entry: Sendable {
        let resource: Resource
        let namespaces: Set<String?>
    }

    private let policies: [String: [Entry]]
    private let repositories: [String: [Entry]]

    init(_ resources: [Resource], namespaces: Namespaces) {
        func entries(_ kind: String) -> [String: [Entry]] {
            let found = resources.filter { $0.kind == kind && $0.group == "image.toolkit.fluxcd.io" && $0.name != nil }
            return Dictionary(
                grouping: found.map { Entry(resource: $0, namespaces: namespaces.known(of: $0).names) }
            ) { $0.resource.name ?? "" }
        }
        policies = entries("ImagePolicy")
        repositories = entries("ImageRepository")
    }

    /// - Parameter file: The file of the marked scalar.
    func mark(for marker: SetterMarker, in file: String) -> PolicyMark {
        guard let target = marker.target else {
            let shape = "NAMESPACE:POLICY, alone or with :tag, :name or :digest"
            return PolicyMark(
                name: marker.text, outcome: .missing("'\(marker.text)' names no image policy: expected \(shape)"))
        }
        let name = "\(target.namespace)/\(target.name)"
        let fitting = Self.fitting(policies[target.name] ?? [], namespace: target.namespace)
        guard !fitting.isEmpty else {
            return PolicyMark(name: name, outcome: .missing("no ImagePolicy \(name) is in the tree"))
        }
        let near = Self.nearest(fitting, to: file)
        // Copies for several clusters that say the same do not compete.
        var read: [PolicyMark.Outcome] = []
        for entry in near {
            let outcome = outcome(of: entry, name: name, namespace: target.namespace)
            if !read.contains(where: { Self.mean($0, outcome) }) { read.append(outcome) }
        }
        guard read.count == 1, let only = read.first else {
            let files = near.map(\.resource.file.path).joined(separator: ", ")
            return PolicyMark(
                name: name, outcome: .missing("several ImagePolicy objects \(name) differ: \(files)"))
        }
        return PolicyMark(name: name, outcome: only)
    }

    private func outcome(of entry: Entry, name: String, namespace: String) -> PolicyMark.Outcome {
        let spec = entry.resource.spec
        guard let repository = spec?[["imageRepositoryRef", "name"]]?.text else {
            return .invalid("ImagePolicy \(name) names no ImageRepository")
        }
        let home = spec?[["imageRepositoryRef", "namespace"]]?.text ?? namespace
        let fitting = Self.fitting(repositories[repository] ?? [], namespace: home)
        guard let nearest = Self.nearest(fitting, to: entry.resource.file.path).first else {
            return .missing("no ImageRepository \(home)/\(repository), which ImagePolicy \(name) names, is in the tree")
        }
        do throws(ImagePolicyFault) {
            return .found(try ImagePolicy(spec, repository: nearest.resource.spec, name: name))
        } catch {
            return .invalid(error.reason)
        }
    }

    private static func fitting(_ entries: [Entry], namespace: String) -> [Entry] {
        let exact = entries.filter { $0.namespaces.contains(namespace) }
        return exact.isEmpty ? entries.filter { $0.namespaces.contains(nil) } : exact
    }

    /// Those whose folder shares the longest beginning with a file's folder.
    private static func nearest(_ entries: [Entry], to file: String) -> [Entry] {
        let own = Paths.directory(of: file)
        let ranked = entries.map { ($0, Paths.sharedFolders(own, $0.resource.file.directory)) }
        let best = ranked.map(\.1).max() ?? 0
        return ranked.filter { $0.1 == best }.map(\.0)
    }

    private static func mean(_ left: PolicyMark.Outcome, _ right: PolicyMark.Outcome) -> Bool {
        switch (left, right) {
        case (.found(let a), .found(let b)): a.meaning == b.meaning
        case (.missing(let a), .missing(let b)), (.invalid(let a), .invalid(let b)): a == b
        default: false
        }
    }
}

extension ImagePolicy {
    /// Policies with the same meaning select the same tag, and write it in the same way.
    fileprivate var meaning: [String] {
        [image, rule, policy.filter?.pattern ?? "", policy.filter?.extract ?? "", digests.rawValue]
            + ["\(isSuspended)"] + exclusions.map(\.pattern)
    }

    private var rule: String {
        switch policy.rule {
        case .semver(let range): "semver \(range)"
        case .alphabetical(let order): "alphabetical \(order)"
        case .numerical(let order): "numerical \(order)"
        case .exact(let text): "exact \(text)"
        }
    }
}
