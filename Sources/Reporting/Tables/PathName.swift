import Artifacts
import Discovery

/// What an image without a name is called: `sidecar` for `/spec/values/sidecar/image/tag`.
enum PathName {
    /// Nil for anything but an image, and where the path says no more than that there is one.
    static func name(of reference: Reference) -> String? {
        guard reference.kind == .image else { return nil }
        let segments = reference.mainSite.path.split(separator: "/").map { unescaped($0) }
        return segments.last { !isCommon($0) && Int($0) == nil }.flatMap { roots.contains($0) ? nil : $0 }
    }

    private static func isCommon(_ segment: String) -> Bool {
        let lower = segment.lowercased()
        return ["image", "tag", "version", "digest", "sha"].contains(lower)
    }

    /// Where a chart's values or an object's containers begin.
    private static let roots: Set<String> = ["values", "spec", "data", "containers", "initContainers"]

    /// RFC 6901, section 4.
    private static func unescaped(_ segment: Substring) -> String {
        String(segment.replacing("~1", with: "/").replacing("~0", with: "~"))
    }
}
