import Artifacts

/// Finds the repository that a release names, as a run of helmfile would have it.
///
/// Helmfile adds repositories to Helm's own list, where those of other files of the same run are, too: the file's own
/// and its bases' come first, then those of its folder (`helmfile.d`), then any of the tree.
struct HelmfileRepositories: Sendable {
    private let files: [String: Helmfile]
    private let byName: [String: [(file: String, repository: Helmfile.Repository)]]

    init(_ helmfiles: [Helmfile]) {
        files = Dictionary(helmfiles.map { ($0.file.path, $0) }) { first, _ in first }
        byName = Dictionary(
            grouping: helmfiles.flatMap { helmfile in helmfile.repositories.map { (helmfile.file.path, $0) } }
        ) { $0.1.name }
    }

    /// The repositories that a name may mean, and how they were found; nil where there is none.
    private func find(_ name: String, for helmfile: Helmfile) -> (how: Binding?, repositories: [Helmfile.Repository])? {
        let all = byName[name] ?? []
        let own = Set(withBases(helmfile).map(\.file.path))
        let folder = helmfile.file.directory
        let circles: [(Binding?, [Helmfile.Repository])] = [
            (nil, all.filter { own.contains($0.file) }.map(\.repository)),
            (.sameFolder, all.filter { Paths.directory(of: $0.file) == folder }.map(\.repository)),
            (.onlyCandidate, all.map(\.repository)),
        ]
        return circles.first { !$0.1.isEmpty }
    }

    /// True for a chart that a plugin of Helm takes from a Git repository (`git+https://…`): it has no versions to list.
    func isFromGit(chart: String, in helmfile: Helmfile) -> Bool {
        let name = chart.prefix { $0 != "/" }
        return find(String(name), for: helmfile)?.repositories.allSatisfy { $0.url.hasPrefix("git+") } ?? false
    }

    /// Says of a draft what its chart is.
    func bind(_ draft: inout ReferenceDraft, chart: String, in helmfile: Helmfile) {
        let parts = chart.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return }
        guard let (how, repositories) = find(parts[0], for: helmfile) else {
            draft.unbound = "no repository named \(parts[0]) is in the tree"
            return
        }
        var artifacts: [Artifact] = []
        for artifact in repositories.compactMap({ $0.chart(named: parts[1]) }) where !artifacts.contains(artifact) {
            artifacts.append(artifact)
        }
        guard let only = artifacts.first else {
            let url = repositories[0].url
            draft.isTemplated = TemplateText.isIn(url)
            draft.unbound =
                draft.isTemplated
                ? "the url of the repository \(parts[0]) is a variable"
                : "'\(RedactedURL.text(url))', the url of the repository \(parts[0]), is not that of a chart repository"
            return
        }
        guard artifacts.count == 1 else {
            draft.candidates = artifacts
            draft.unbound = "several repositories named \(parts[0]) fit"
            return
        }
        draft.bound = how
        draft.bindChart(only)
    }

    /// A file, what it takes in, and what that takes in; each once.
    func withBases(_ helmfile: Helmfile) -> [Helmfile] {
        var found = [helmfile]
        var next = helmfile.bases
        while let path = next.popLast() {
            guard let base = files[path], !found.contains(where: { $0.file.path == path }) else { continue }
            found.append(base)
            next += base.bases
        }
        return found
    }
}

extension ReferenceDraft {
    /// Says that a chart of a release that Helm itself installs is this one.
    mutating func bindChart(_ artifact: Artifact) {
        self.artifact = artifact
        kind = artifact.isOCI ? .ociChart : .helmChart
        scheme = artifact.isOCI ? .strictChartTag : .chartIndex
    }
}
