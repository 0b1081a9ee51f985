import Artifacts
import SourceYAML

/// Scalars with a `$imagepolicy` marker: the policy decides them, whatever else they might be.
///
/// A marked scalar that belongs to a reference makes it a reference to the policy's image, of which only the marked
/// scalars are written. Any other marked scalar is a reference of its own; `:name` and `:digest` beside the one `:tag` of
/// a mapping belong to it.
struct SetterDiscovery {
    private let model: TreeModel
    private var groups: [Group] = []
    private var untouched: [ReferenceDraft] = []

    /// Marked scalars of one policy that move together.
    private struct Group {
        var draft: ReferenceDraft?
        var scalars: [MarkedScalar]

        var tag: MarkedScalar? { scalars.first { $0.marker.target?.part == .tag } }
    }

    /// The drafts, where those that hold marked scalars are decided by the policies of the markers.
    static func apply(_ marked: [MarkedScalar], to drafts: [ReferenceDraft], in model: TreeModel) -> [ReferenceDraft] {
        guard !marked.isEmpty else { return drafts }
        var discovery = SetterDiscovery(model: model)
        discovery.group(marked, drafts)
        return discovery.untouched + discovery.groups.map(discovery.draft)
    }

    private init(model: TreeModel) {
        self.model = model
    }

    private struct Place: Hashable {
        let file: String
        let start: Int
    }

    private mutating func group(_ marked: [MarkedScalar], _ drafts: [ReferenceDraft]) {
        let places = marked.map { Place(file: $0.file.path, start: $0.node.span.lowerBound) }
        let byPlace = Dictionary(zip(places, marked)) { first, _ in first }
        var taken: Set<Place> = []
        for draft in drafts {
            let own = draft.sites.compactMap { byPlace[Place(file: $0.file, start: $0.range.lowerBound)] }
            guard let first = own.first else {
                untouched.append(draft)
                continue
            }
            // Scalars of one reference that two policies mark are two things to Flux.
            let together = own.filter { $0.policyName == first.policyName }
            groups.append(Group(draft: draft, scalars: together))
            taken.formUnion(together.map { Place(file: $0.file.path, start: $0.node.span.lowerBound) })
        }
        let rest = zip(places, marked).filter { !taken.contains($0.0) }.map(\.1)
        for scalar in rest where !scalar.isCompanion { groups.append(Group(draft: nil, scalars: [scalar])) }
        addCompanions(rest.filter(\.isCompanion))
    }

    private struct Neighbourhood: Hashable {
        let file: String
        let document: Int
        let parent: Substring
        let policy: String

        init(_ scalar: MarkedScalar) {
            file = scalar.file.path
            document = scalar.document
            let pointer = scalar.node.pointer
            parent = pointer[..<(pointer.lastIndex(of: "/") ?? pointer.startIndex)]
            policy = scalar.policyName
        }
    }

    private mutating func addCompanions(_ companions: [MarkedScalar]) {
        let tags = Dictionary(grouping: groups.indices.filter { groups[$0].tag != nil }) { index in
            groups[index].tag.map(Neighbourhood.init)
        }
        let byPart = Dictionary(grouping: companions) { scalar in
            "\(Neighbourhood(scalar)) \(scalar.marker.target?.part.rawValue ?? "")"
        }
        for same in byPart.values {
            for scalar in same {
                if same.count == 1, let near = tags[Neighbourhood(scalar)], near.count == 1, let only = near.first {
                    groups[only].scalars.append(scalar)
                } else {
                    groups.append(Group(draft: nil, scalars: [scalar]))
                }
            }
        }
    }

    private func draft(_ group: Group) -> ReferenceDraft {
        let scalars = group.scalars
        let first = scalars[0]
        let mark = model.policies.mark(for: first.marker, in: first.file.path)
        var draft = group.draft ?? standalone(first)
        draft.mark = mark
        let marked = scalars.map { $0.site(policy: mark.policy, role: role(of: $0, in: draft)) }
        let rest = draft.sites.filter { site in
            !marked.contains { $0.file == site.file && $0.range == site.range }
        }
        // What is not marked is not written: Flux does not either.
        draft.sites = marked + rest.map { $0.written(as: .none) }
        draft.sites.sort { ($0.file, $0.range.lowerBound) < ($1.file, $1.range.lowerBound) }
        let main = draft.mainSite.file
        if let home = scalars.first(where: { $0.file.path == main }) {
            draft.file = home.file.path
            draft.document = home.document
        }
        draft.pin = pin(of: scalars, otherwise: draft.pin)
        draft.bound = nil
        draft.candidates = []
        draft.isTemplated = false
        draft.unresolved = nil
        if let policy = mark.policy {
            draft.artifact = .oci(policy.repository)
            draft.kind = draft.kind == .helmChart ? .ociChart : draft.kind == .gitTag ? .image : draft.kind
            draft.scheme = .tag
            draft.unbound = nil
        }
        return draft
    }

    private func standalone(_ scalar: MarkedScalar) -> ReferenceDraft {
        let resource = scalar.resource
        return ReferenceDraft(
            file: scalar.file, document: scalar.document, kind: .image,
            owner: resource.map(model.owner) ?? .none,
            pin: Pin(), sites: [], scheme: .tag
        )
    }

    private func role(of scalar: MarkedScalar, in draft: ReferenceDraft) -> Site.Role {
        let known = draft.sites.first { $0.file == scalar.file.path && $0.range == scalar.node.span }
        if let known, known.role != .url { return known.role }
        return switch scalar.marker.target?.part {
        case .tag: .tag
        case .digest: .digest
        case .image, .name, nil: .image
        }
    }

    /// What the marked scalars hold now.
    private func pin(of scalars: [MarkedScalar], otherwise pin: Pin) -> Pin {
        var version: String?
        var digest: Digest?
        for scalar in scalars {
            // A block scalar ends in a line feed that is none of the value.
            let text = String((scalar.node.text ?? "").prefix { $0 != "\n" })
            switch scalar.marker.target?.part {
            case .tag:
                let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
                version = parts.first.map(String.init)
                if parts.count == 2 { digest = digest ?? Digest(String(parts[1])) }
            case .image, nil:
                let image = ImageScalar(text)
                version = image == nil ? text : image?.tag
                digest = image?.digest
            case .digest: digest = Digest(text)
            case .name: break
            }
        }
        let hasVersion = scalars.contains { $0.marker.target?.part != .name && $0.marker.target?.part != .digest }
        if !hasVersion { version = pin.version }
        return Pin(version: version.flatMap { $0.isEmpty ? nil : $0 }, digest: digest)
    }
}

extension MarkedScalar {
    /// `namespace:policy` without the part, or the whole text where it names none.
    fileprivate var policyName: String { marker.target.map { "\($0.namespace):\($0.name)" } ?? marker.text }

    /// True for what makes a reference only together with a tag.
    fileprivate var isCompanion: Bool { marker.target?.part == .name || marker.target?.part == .digest }

    fileprivate func site(policy: ImagePolicy?, role: Site.Role) -> Site {
        var form = WriteForm.none
        if let policy {
            switch marker.target?.part {
            case .image: form = .image(prefix: policy.image)
            case .tag: form = .tag
            case .digest: form = .digest
            case .name: form = .text(policy.image)
            case nil: break
            }
        }
        return Site(file: file.path, node: node, role: role, form: form)
    }
}
