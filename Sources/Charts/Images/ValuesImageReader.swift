/// Finds images in a chart's values by the shapes that charts use.
///
/// - `repository` (or `repo`, or `image`) with `registry` before and `tag`, `digest` or `sha` beside it; below the key of
///   an image also alone;
/// - `image: repository[:tag][@digest]` as one text, with `tag` beside it or none;
/// - `imageTag` beside `image`, `imageRepository` or `imageName`, under any such prefix.
///
/// The shapes are those that Discovery knows in values of a tree, where it needs their places in the file; here the
/// values are read, aliases expanded, and what they leave open is filled from the chart.
struct ValuesImageReader {
    let appVersion: String?
    let subchart: ValuePath
    /// What keeps the whole chart from running.
    let disabledBy: String?
    /// `global.imageRegistry`, which charts take in place of the `registry` of each image.
    private let globalRegistry: String
    private var found: [ChartImage] = []

    static func images(in part: ChartPart) -> [ChartImage] {
        // What a chart that is not here leaves open, its own version would fill.
        var reader = ValuesImageReader(
            appVersion: part.chart?.metadata.appVersion, subchart: part.path,
            disabledBy: part.disabledBy,
            globalRegistry: part.values[["global", "imageRegistry"]]?.text ?? "")
        // Values for the charts in this one are read as theirs.
        guard case .map(var own) = part.values else { return [] }
        for use in part.chart?.subchartUses ?? [] { own[use.key] = nil }
        // What a parent hands down is its own.
        if !part.path.isRoot { own["global"] = nil }
        reader.visit(.map(own), key: "", path: part.path, disabledBy: part.disabledBy)
        return reader.found
    }

    private init(appVersion: String?, subchart: ValuePath, disabledBy: String?, globalRegistry: String) {
        self.appVersion = appVersion
        self.subchart = subchart
        self.disabledBy = disabledBy
        self.globalRegistry = globalRegistry
    }

    private mutating func visit(_ value: ChartValue, key: String, path: ValuePath, disabledBy: String?) {
        switch value {
        case .list(let items):
            for (index, item) in items.enumerated() {
                visit(item, key: key, path: path / "[\(index)]", disabledBy: disabledBy)
            }
        case .map(let members):
            var disabledBy = disabledBy
            if members["enabled"] == .bool(false), disabledBy == nil {
                disabledBy = (path / "enabled").description
            }
            let before = found.count
            image(in: members, key: key, path: path, disabledBy: disabledBy)
            let isImage = found.count > before
            for (name, inner) in members.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
                let path = path / name
                guard inner.isScalar else {
                    visit(inner, key: name, path: path, disabledBy: disabledBy)
                    continue
                }
                if name.namesImage || name == "imageName" {
                    if !isImage { scalarImage(inner, key: name, beside: members, path: path, disabledBy: disabledBy) }
                } else {
                    prefixedTag(inner, key: name, in: members, path: path, disabledBy: disabledBy)
                }
            }
        case .null, .bool, .integer, .number, .string: break
        }
    }

    private mutating func image(
        in members: [String: ChartValue], key: String, path: ValuePath, disabledBy: String?
    ) {
        let digest = ["digest", "sha", "sha256"].lazy.compactMap { members.filled($0) }.first
        guard members["tag"] != nil || digest != nil || key.namesImage, members["tag"]?.isScalar ?? true,
            let name = name(in: members, key: key)
        else { return }
        let isWhole = key.namesImage || members.keys.allSatisfy { Self.own.contains($0) || Self.aside.contains($0) }
        let place = Place(
            path: path, name: path / (Self.names.first { members.filled($0) != nil } ?? "name"), tag: path / "tag",
            all: isWhole ? [path] : Self.own.map { path / $0 })
        add(name, tag: members["tag"]?.text, digest: digest, at: place, disabledBy: disabledBy)
    }

    private mutating func scalarImage(
        _ value: ChartValue, key: String, beside members: [String: ChartValue], path: ValuePath, disabledBy: String?
    ) {
        guard members["repository"] == nil, case .string(let text) = value, !text.isEmpty,
            !["\(key)Tag", "\(key)_tag", "\(key)-tag"].contains(where: { members[$0] != nil }),
            let image = ImageText(text)
        else { return }
        found.append(
            ChartImage(
                repository: image.repository, tag: image.tag,
                tagSource: image.tag != nil || image.digest != nil ? .values : .unknown, digest: image.digest,
                path: path, namePath: path, tagPath: nil, places: [path], subchart: subchart, disabledBy: disabledBy))
    }

    /// `sidecarImageTag` with the image that stands beside it.
    private mutating func prefixedTag(
        _ tag: ChartValue, key: String, in members: [String: ChartValue], path: ValuePath, disabledBy: String?
    ) {
        guard let ending = ["Tag", "_tag", "-tag"].first(where: key.hasSuffix) else { return }
        let stem = String(key.dropLast(ending.count))
        func beside(_ word: String) -> String {
            ending == "Tag" ? stem + word.prefix(1).uppercased() + word.dropFirst() : stem + ending.prefix(1) + word
        }
        let keys =
            stem.namesImage
            ? [stem, beside("repository"), beside("repo"), beside("name")]
            : [beside("image"), beside("repository"), beside("repo")]
        guard let key = keys.first(where: { members.filled($0) != nil }), let name = members.filled(key) else { return }
        let namePath = path.parent / key
        let place = Place(
            path: path, name: namePath, tag: path, all: [path, namePath, path.parent / beside("registry")])
        add(
            joined(members.filled(beside("registry")), name), tag: tag.text, digest: nil, at: place,
            disabledBy: disabledBy)
    }

    /// The image's name from `registry`, `repository` and `image`, as charts join them.
    private func name(in members: [String: ChartValue], key: String) -> String? {
        let repository = members.filled("repository")
        let named = key.namesImage ? members.filled("name") : nil
        guard var name = repository ?? members.filled("repo") ?? members.filled("image") ?? named else { return nil }
        if repository != nil, let image = members.filled("image"), !image.contains(":") { name += "/\(image)" }
        // `repository: quay.io/org` with `name: app`. One that ends in the name, or is longer, is whole already.
        if let repository, let named, Self.isOnlyOwner(repository), repository != named {
            name = "\(repository)/\(named)"
        }
        return joined(members.filled("registry"), name)
    }

    /// True for `org` and `quay.io/org`: images of all registries but Docker Hub have a segment more.
    private static func isOnlyOwner(_ repository: String) -> Bool {
        let segments = repository.split(separator: "/")
        let hasHost = segments.first?.contains { $0 == "." || $0 == ":" } ?? false
        return segments.count == (hasHost ? 2 : 1)
    }

    private func joined(_ registry: String?, _ name: String) -> String {
        guard let registry else { return name }
        let host = globalRegistry.isEmpty ? registry : globalRegistry
        return host.hasSuffix("/") ? host + name : "\(host)/\(name)"
    }

    private mutating func add(_ name: String, tag: String?, digest: String?, at place: Place, disabledBy: String?) {
        // `repository: app:1.2` and `tag: 1.2@sha256:…` hold more than their key says.
        guard let image = ImageText(name) else { return }
        let text = AppVersionTemplate.filled(tag ?? "", appVersion: appVersion)
        let halves = text?.split(separator: "@", maxSplits: 1).map(String.init) ?? []
        let written = halves.first.flatMap { ImageText.isTag($0) ? $0 : nil } ?? image.tag
        if let text, !text.isEmpty, written == nil, image.digest == nil, !text.hasPrefix("@") { return }
        let digest = (digest ?? (halves.count > 1 ? halves[1] : nil) ?? image.digest).map {
            $0.contains(":") ? $0 : "sha256:\($0)"
        }
        let isOpen = written == nil && text != nil
        let tag = isOpen ? appVersion.flatMap { ImageText.isTag($0) ? $0 : nil } : written
        found.append(
            ChartImage(
                repository: image.repository, tag: tag,
                tagSource: tag == nil ? .unknown : isOpen ? .appVersion : .values,
                digest: digest.flatMap { ImageText.isDigest($0) ? $0 : nil }, path: place.path, namePath: place.name,
                tagPath: place.tag, places: place.all, subchart: subchart, disabledBy: disabledBy))
    }

    /// Where an image stands that several values make.
    private struct Place {
        let path: ValuePath
        let name: ValuePath
        let tag: ValuePath
        let all: [ValuePath]
    }

    /// Keys of a name, the first that says something counts.
    private static let names = ["repository", "repo", "image", "name"]
    /// Keys that belong to an image wherever they stand beside one.
    private static let own = ["registry", "repository", "repo", "image", "tag", "digest", "sha", "sha256"]
    /// Keys that stand in maps which are an image and nothing else.
    private static let aside = ["name", "pullPolicy", "pullSecrets", "imagePullPolicy", "imagePullSecrets"]
}

extension [String: ChartValue] {
    /// The text of a member that is neither absent nor empty.
    fileprivate func filled(_ key: String) -> String? { self[key]?.text.flatMap { $0.isEmpty ? nil : $0 } }
}

extension ChartValue {
    fileprivate var isScalar: Bool {
        switch self {
        case .list, .map: false
        case .null, .bool, .integer, .number, .string: true
        }
    }
}

extension String {
    /// `image`, `baseImage`, `init_image`: a key that charts use for an image.
    fileprivate var namesImage: Bool {
        self == "image" || hasSuffix("Image") || hasSuffix("_image") || hasSuffix("-image")
    }
}
