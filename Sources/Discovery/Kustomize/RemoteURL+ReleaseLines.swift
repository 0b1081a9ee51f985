import Artifacts

extension RemoteURL {
    /// `release-1.27`, `release/v1.27`, `1.27.x`: the numbers of a branch of a line of releases; nil for anything else.
    static func releaseLine(_ text: String) -> String? {
        let isLine = text.hasSuffix(".x")
        let name = isLine ? String(text.dropLast(2)) : text
        let numbers = name[URLPattern.versionStart(of: name)...]
        guard numbers.allSatisfy({ $0.isASCIIDigit || $0 == "." }), !numbers.isEmpty else { return nil }
        let isNamed = text.hasPrefix("release-") || text.hasPrefix("release/")
        return isLine || isNamed && numbers.split(separator: ".").count == 2 ? String(numbers) : nil
    }

    /// `release-1.27/releases/app-1.27.0.yaml`: the release that the path of a file on the branch names.
    static func release(
        ofLine line: String, _ repository: GitRepositoryName?, url: Substring, branch: Substring
    ) -> RemoteURL? {
        var parts: [URLPattern.Part] = []
        var version: Substring?
        var copied = url.startIndex
        guard line.split(separator: ".").count == 2, let named = branch.firstRange(of: line) else { return nil }
        func found(_ part: URLPattern.Part, _ range: Range<Substring.Index>) {
            parts += [.literal(String(url[copied..<range.lowerBound])), part]
            copied = range.upperBound
        }
        found(.minor, named)
        var at = branch.endIndex
        while at < url.endIndex {
            let run = url[at...].prefix { $0.isASCIIDigit || $0 == "." }
            let text = run.hasSuffix(".") ? run.dropLast() : run
            if text.hasPrefix(line + "."), text.split(separator: ".").count == 3 {
                guard version == nil || version == text else { return nil }
                version = text
                found(.version(prefix: "v"), at..<text.endIndex)
            }
            at = run.isEmpty ? url.index(after: at) : run.endIndex
        }
        guard let version else { return nil }
        parts.append(.literal(String(url[copied...])))
        return RemoteURL(repository, String(version), URLPattern(parts), isBareVersion: true)
    }
}
