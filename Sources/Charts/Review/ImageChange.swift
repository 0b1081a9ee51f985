/// A difference between the default images of two versions of a chart.
public struct ImageChange: Hashable, Sendable {
    /// The raw values are part of the JSON contract.
    public enum Kind: String, Sendable, CaseIterable {
        case added, removed
        /// The same place names another repository.
        case moved
        /// Or the digest.
        case tagChanged
    }

    public let kind: Kind
    public let path: ValuePath
    public let old: ChartImage?
    public let new: ChartImage?

    /// True for a value that is part of one of the images, and of nothing else.
    public func covers(_ path: ValuePath) -> Bool { [old, new].contains { $0?.covers(path) ?? false } }
}

enum ImageDiff {
    static func changes(from old: [ChartImage], to new: [ChartImage]) -> [ImageChange] {
        let before = Dictionary(old.map { ($0.path, $0) }) { first, _ in first }
        let after = Dictionary(new.map { ($0.path, $0) }) { first, _ in first }
        return Set(before.keys).union(after.keys).sorted().compactMap { path in
            switch (before[path], after[path]) {
            case (let old?, let new?):
                if old.repository != new.repository { return ImageChange(kind: .moved, path: path, old: old, new: new) }
                return old.pin == new.pin ? nil : ImageChange(kind: .tagChanged, path: path, old: old, new: new)
            case (let old?, nil): return ImageChange(kind: .removed, path: path, old: old, new: nil)
            case (nil, let new?): return ImageChange(kind: .added, path: path, old: nil, new: new)
            case (nil, nil): return nil
            }
        }
    }
}
