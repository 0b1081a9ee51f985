/// An image that a chart runs by default, as its values name it.
public struct DefaultImage: Hashable, Sendable {
    /// Where the image stands: the map with `repository` and `tag`, or the scalar.
    public let path: ValuePath
    /// `quay.io/argoproj/argocd`; as written where the registry is another value.
    public let repository: String
    /// Empty where the chart takes its `appVersion`.
    public let tag: String

    /// The images in values, by the shapes that charts use.
    static func all(in values: ChartValue, except unknown: [ValuePath] = []) -> [DefaultImage] {
        var found: [DefaultImage] = []
        visit(values, at: ValuePath(), depth: 0, &found)
        return found.filter { image in !unknown.contains { image.path.isWithin($0) } }.sorted { $0.path < $1.path }
    }

    private static func visit(_ value: ChartValue, at path: ValuePath, depth: Int, _ found: inout [DefaultImage]) {
        guard depth < 64, case .map(let members) = value else { return }
        func text(_ key: String) -> String? { members[key].flatMap { $0.isCollection ? nil : $0.text ?? "" } }
        // A repository of Git or of charts has no tag beside it.
        if let repository = text("repository"), members["tag"] != nil || path.isImage, !repository.isEmpty,
            !repository.contains("://")
        {
            let registry = text("registry") ?? ""
            found.append(
                DefaultImage(
                    path: path, repository: registry.isEmpty ? repository : "\(registry)/\(repository)",
                    tag: text("tag") ?? ""))
        }
        for (key, inner) in members {
            let isImage = key == "image" || key.hasSuffix("Image")
            if isImage, case .string(let text) = inner, let image = split(text, at: path / key) {
                let tag = text.contains(":") ? image.tag : members["tag"]?.text ?? members["\(key)Tag"]?.text ?? ""
                found.append(DefaultImage(path: path / key, repository: image.repository, tag: tag))
            } else {
                visit(inner, at: path / key, depth: depth + 1, &found)
            }
        }
    }

    /// `repository:tag[@digest]` in one text; nil for what is no image.
    private static func split(_ text: String, at path: ValuePath) -> DefaultImage? {
        guard text.contains("/") || text.contains(":"), !text.contains(" "), !text.contains("{{"), !text.contains("://")
        else { return nil }
        let name = text.prefix { $0 != "@" }
        let slash = name.lastIndex(of: "/") ?? name.startIndex
        guard let colon = name[slash...].lastIndex(of: ":") else {
            return DefaultImage(path: path, repository: String(name), tag: "")
        }
        return DefaultImage(
            path: path, repository: String(name[..<colon]), tag: String(name[name.index(after: colon)...]))
    }
}

extension ValuePath {
    /// `image`, `sidecar.image`, `initImage`.
    fileprivate var isImage: Bool { last == "image" || last.hasSuffix("Image") }
}

/// A difference between the default images of two versions of a chart.
public struct ImageChange: Hashable, Sendable {
    /// The raw values are part of the JSON contract.
    public enum Kind: String, Sendable, CaseIterable {
        case added, removed
        /// The same place names another repository.
        case moved
        case tagChanged
    }

    public let kind: Kind
    public let path: ValuePath
    public let old: DefaultImage?
    public let new: DefaultImage?
}

enum ImageDiff {
    static func changes(from old: [DefaultImage], to new: [DefaultImage]) -> [ImageChange] {
        let before = Dictionary(old.map { ($0.path, $0) }) { first, _ in first }
        let after = Dictionary(new.map { ($0.path, $0) }) { first, _ in first }
        return Set(before.keys).union(after.keys).sorted().compactMap { path in
            switch (before[path], after[path]) {
            case (let old?, let new?):
                if old.repository != new.repository { return ImageChange(kind: .moved, path: path, old: old, new: new) }
                return old.tag == new.tag ? nil : ImageChange(kind: .tagChanged, path: path, old: old, new: new)
            case (let old?, nil): return ImageChange(kind: .removed, path: path, old: old, new: nil)
            case (nil, let new?): return ImageChange(kind: .added, path: path, old: nil, new: new)
            case (nil, nil): return nil
            }
        }
    }
}
