/// The two spellings of a chart version: registries know no `+` in a tag, so Helm writes `_` there (helm#10166). No
/// version holds a `_`, so that neither spelling is in doubt.
public enum TagSpelling {
    /// `1.2.3+4` for the tag `1.2.3_4`.
    public static func version(_ tag: String) -> String { swap(tag, UInt8(ascii: "_"), UInt8(ascii: "+")) }

    /// `1.2.3_4` for the version `1.2.3+4`.
    public static func tag(_ version: String) -> String { swap(version, UInt8(ascii: "+"), UInt8(ascii: "_")) }

    /// Most texts hold neither, and are many: they are not copied.
    private static func swap(_ text: String, _ old: UInt8, _ new: UInt8) -> String {
        guard text.utf8.contains(old) else { return text }
        return String(decoding: text.utf8.map { $0 == old ? new : $0 }, as: UTF8.self)
    }
}
