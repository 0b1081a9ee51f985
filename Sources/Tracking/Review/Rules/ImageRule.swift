import Charts
import Versioning

/// Images: overrides that the chart has left behind, and images that come from elsewhere.
enum ImageRule {
    static func items(_ context: ReviewContext) -> [ReviewItem] {
        overrides(context) + moved(context)
    }

    /// Tags that the tree sets and that are older than what the new chart would take.
    private static func overrides(_ context: ReviewContext) -> [ReviewItem] {
        context.comparison.newImages.compactMap { image in
            guard let (path, tag) = override(of: image, in: context), !tag.isEmpty else { return nil }
            if let repository = repository(of: image, in: context),
                repository.split(separator: "/").last != image.repository.split(separator: "/").last
            {
                return nil
            }
            let own = image.tag.isEmpty ? context.comparison.new.appVersion ?? "" : image.tag
            guard isNewer(own, than: tag) else { return nil }
            let before = context.comparison.oldDefaults.values.imageTag(at: image.path) ?? ""
            let wasBehind = isNewer(before.isEmpty ? context.comparison.old.appVersion ?? "" : before, than: tag)
            // A major step apart, the chart and its image do not fit, however long that has been so.
            let isNews = !wasBehind || VersionStep.between(tag, own) == .major
            let source = image.tag.isEmpty ? "the chart's appVersion" : "the chart's own"
            return ReviewItem(
                .imageBehind, isNews ? .check : .safe,
                "\(path) pins \(image.repository) to \(tag), and \(source) is \(own)\(wasBehind ? "; it was newer before, too" : "")",
                path: "\(path)", old: tag, new: own, at: context.release.place(of: path))
        }
    }

    private static func isNewer(_ version: String, than other: String) -> Bool {
        let bare = { (text: String) in text.hasPrefix("v") ? String(text.dropFirst()) : text }
        return VersionStep.isNewer(version, than: other) ?? VersionStep.isNewer(bare(version), than: bare(other))
            ?? false
    }

    /// The tag that the tree sets for an image, and its path.
    private static func override(of image: DefaultImage, in context: ReviewContext) -> (ValuePath, String)? {
        if let value = context.release.value(at: image.path / "tag"), !value.isPlaceholder, let text = value.text {
            return (image.path / "tag", String(text.prefix { $0 != "@" }))
        }
        guard case .string(let text)? = context.release.value(at: image.path), !text.contains("{{"),
            !text.contains("${")
        else { return nil }
        let name = text.prefix { $0 != "@" }
        guard let colon = name.lastIndex(of: ":"), !name[colon...].contains("/") else { return nil }
        return (image.path, String(name[name.index(after: colon)...]))
    }

    private static func repository(of image: DefaultImage, in context: ReviewContext) -> String? {
        if case .string(let text)? = context.release.value(at: image.path / "repository") { return text }
        guard case .string(let text)? = context.release.value(at: image.path) else { return nil }
        let name = text.prefix { $0 != "@" }
        return name.lastIndex(of: ":").map { name[$0...].contains("/") ? String(name) : String(name[..<$0]) }
            ?? String(name)
    }

    private static func moved(_ context: ReviewContext) -> [ReviewItem] {
        context.comparison.images.compactMap { change in
            switch change.kind {
            case .moved:
                guard let old = change.old, let new = change.new, !context.release.sets(change.path / "repository"),
                    !isScalarSet(change.path, context), !context.isDormant(change.path)
                else { return nil }
                return ReviewItem(
                    .imageMoved, .check,
                    "the image of \(change.path) comes from \(new.repository) now, and came from \(old.repository)",
                    path: "\(change.path)", old: old.repository, new: new.repository)
            case .tagChanged:
                guard let old = change.old, let new = change.new, !context.release.sets(change.path / "tag"),
                    !isScalarSet(change.path, context), !context.isDormant(change.path)
                else { return nil }
                return ReviewItem(
                    .imageTag, .safe,
                    "\(new.repository) (\(change.path)) goes from \(shown(old.tag)) to \(shown(new.tag))",
                    path: "\(change.path)", old: old.tag, new: new.tag)
            case .added, .removed:
                return nil
            }
        }
    }

    private static func shown(_ tag: String) -> String { tag.isEmpty ? "the appVersion" : tag }

    private static func isScalarSet(_ path: ValuePath, _ context: ReviewContext) -> Bool {
        if case .string? = context.release.value(at: path) { true } else { false }
    }
}

extension ChartValue {
    /// The tag of the image at a path of defaults; nil where there is none.
    fileprivate func imageTag(at path: ValuePath) -> String? {
        if let tag = value(at: path.keys + ["tag"])?.text { return tag }
        guard case .string(let text)? = value(at: path.keys), let colon = text.lastIndex(of: ":") else { return nil }
        return String(text[text.index(after: colon)...])
    }
}
