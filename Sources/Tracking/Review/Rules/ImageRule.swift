import Charts
import Versioning

/// Images: overrides that the chart has left behind, and images that come from elsewhere.
enum ImageRule {
    static func items(_ context: ReviewContext) -> [ReviewItem] {
        overrides(context) + moved(context)
    }

    /// Tags that the tree sets and that are older than what the new chart would take.
    private static func overrides(_ context: ReviewContext) -> [ReviewItem] {
        context.new.images.compactMap { image in
            guard let (path, tag) = override(of: image, in: context), !tag.isEmpty else { return nil }
            if let repository = repository(of: image, in: context),
                repository.split(separator: "/").last != image.repository.split(separator: "/").last
            {
                return nil
            }
            guard let own = image.tag, isNewer(own, than: tag) else { return nil }
            let before = context.old.images.first { $0.path == image.path }?.tag ?? context.comparison.old.appVersion
            let wasBehind = isNewer(before ?? "", than: tag)
            // A major step apart, the chart and its image do not fit, however long that has been so.
            let isNews = !wasBehind || VersionStep.between(tag, own) == .major
            let source = image.tagSource == .appVersion ? "the chart's appVersion" : "the chart's own"
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
    private static func override(of image: ChartImage, in context: ReviewContext) -> (ValuePath, String)? {
        if let path = image.tagPath, let value = context.release.value(at: path), !value.isPlaceholder,
            let text = value.text
        {
            return (path, String(text.prefix { $0 != "@" }))
        }
        guard let text = text(at: image.path, in: context), !text.contains("{{"), !text.contains("${"),
            let tag = tag(in: text)
        else { return nil }
        return (image.path, tag)
    }

    private static func repository(of image: ChartImage, in context: ReviewContext) -> String? {
        guard let text = text(at: image.namePath, in: context) ?? text(at: image.path, in: context) else { return nil }
        return String(text.prefix { $0 != "@" }.dropLast(tag(in: text).map { $0.count + 1 } ?? 0))
    }

    private static func text(at path: ValuePath, in context: ReviewContext) -> String? {
        if case .string(let text)? = context.release.value(at: path) { text } else { nil }
    }

    /// The tag in an image that is one text.
    private static func tag(in text: String) -> String? {
        let name = text.prefix { $0 != "@" }
        guard let colon = name.lastIndex(of: ":"), !name[colon...].contains("/") else { return nil }
        return String(name[name.index(after: colon)...])
    }

    private static func moved(_ context: ReviewContext) -> [ReviewItem] {
        context.comparison.images.compactMap { change in
            switch change.kind {
            case .moved:
                guard let old = change.old, let new = change.new, !context.release.sets(new.namePath),
                    !isScalarSet(change.path, context), !context.isDormant(change.path)
                else { return nil }
                return ReviewItem(
                    .imageMoved, .check,
                    "the image of \(change.path) comes from \(new.repository) now, and came from \(old.repository)",
                    path: "\(change.path)", old: old.repository, new: new.repository)
            case .tagChanged:
                guard let old = change.old, let new = change.new, !context.release.sets(new.tagPath ?? new.namePath),
                    !isScalarSet(change.path, context), !context.isDormant(change.path)
                else { return nil }
                return ReviewItem(
                    .imageTag, .safe,
                    "\(new.repository) (\(change.path)) goes from \(shown(old.pin)) to \(shown(new.pin))",
                    path: "\(change.path)", old: old.pin, new: new.pin)
            case .added, .removed:
                return nil
            }
        }
    }

    private static func shown(_ pin: String) -> String { pin.isEmpty ? "the appVersion" : pin }

    private static func isScalarSet(_ path: ValuePath, _ context: ReviewContext) -> Bool {
        text(at: path, in: context) != nil
    }
}
