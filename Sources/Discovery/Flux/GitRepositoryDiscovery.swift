import Artifacts
import SourceYAML

/// `GitRepository`: a tag, a range of tags, or a commit.
///
/// Of `ref`, a commit beats a name, a name a range, a range a tag, and a tag a branch (source-controller). A branch alone
/// pins nothing and is no reference.
enum GitRepositoryDiscovery {
    static func references(of resource: Resource, in model: TreeModel) -> [ReferenceDraft] {
        guard resource.kind == "GitRepository", let spec = resource.spec, let ref = spec["ref"],
            var draft = draft(ref, of: resource, model: model)
        else { return [] }
        guard let url = spec["url"] else { return patch(draft, of: resource, model: model) }
        let text = url.text ?? ""
        draft.artifact = GitRepositoryName(text).map { .git($0) }
        if draft.artifact == nil {
            draft.isTemplated = TemplateText.isIn(text)
            draft.unbound =
                draft.isTemplated
                ? "the url is a variable" : "'\(RedactedURL.text(text))' is not the URL of a Git repository"
        }
        return [draft]
    }

    /// Names of repositories that are followed by tag, range or commit: who applies all of one of them most likely
    /// applies another repository than the one that holds the tree.
    static func pinnedNames(in resources: [Resource]) -> Set<String> {
        let pinned = resources.filter { resource in
            guard resource.kind == "GitRepository", let ref = resource.spec?["ref"] else { return false }
            return ["tag", "semver", "commit"].contains { ref[$0].map { !$0.isNull } ?? false }
        }
        return Set(pinned.compactMap(\.name))
    }

    /// A patch that sets the `ref` of an object which stands elsewhere in the tree.
    private static func patch(_ draft: ReferenceDraft, of resource: Resource, model: TreeModel) -> [ReferenceDraft] {
        guard let name = resource.name else { return [] }
        var draft = draft
        let target = SourceIndex.Target(kind: "GitRepository", name: name, namespace: nil)
        switch model.sources.resolve(
            target, from: resource, meaning: { $0.url.flatMap(GitRepositoryName.init).map { Artifact.git($0) } })
        {
        case .bound(let artifact, _, _):
            draft.artifact = artifact
            draft.bound = .patchedObject
        case .ambiguous(let artifacts):
            draft.candidates = artifacts
            draft.unbound = "several GitRepository objects named \(name) fit"
        case .meaningless, .missing:
            draft.unbound = "no GitRepository named \(name) with a url is in the tree"
            draft.isTemplated = TemplateText.isIn(name)
        }
        return [draft]
    }

    private static func draft(_ ref: YAMLNode, of resource: Resource, model: TreeModel) -> ReferenceDraft? {
        func written(_ key: String) -> (node: YAMLNode, text: String)? {
            guard let node = ref[key], !node.isNull, let text = node.text, !text.isEmpty,
                !TemplateText.isEncrypted(text)
            else { return nil }
            return (node, text)
        }
        var draft = ReferenceDraft(
            file: resource.file, document: resource.document, kind: .gitTag, owner: model.owner(resource), pin: Pin(),
            sites: [], scheme: .gitTag
        )
        func site(_ node: YAMLNode, _ role: Site.Role, _ form: WriteForm) -> Site {
            Site(file: resource.file.path, node: node, role: role, form: form)
        }
        if let commit = written("commit") {
            draft.pin = Pin(version: commit.text)
            draft.sites = [site(commit.node, .version, .none)]
        } else if let name = written("name") {
            let head = "refs/tags/"
            guard name.text.hasPrefix(head) else { return nil }
            draft.pin = Pin(version: String(name.text.dropFirst(head.count)))
            draft.sites = [site(name.node, .tag, .framed(.tag, TextFrame(head: head)))]
        } else if let range = written("semver") {
            draft.pin = TemplateText.isIn(range.text) ? Pin(version: range.text) : Pin(constraint: range.text)
            draft.sites = [site(range.node, .version, .none)]
        } else if let tag = written("tag") {
            draft.pin = Pin(version: tag.text)
            draft.sites = [site(tag.node, .tag, .tag)]
        }
        return draft.sites.isEmpty ? nil : draft
    }
}
