/// A URL with the places that name a version: written anew, the rest stays.
public struct URLPattern: Hashable, Sendable {
    public enum Part: Hashable, Sendable {
        case literal(String)
        /// The tag; `escaped` as a path segment has it, where `/` and `+` are percent-encoded.
        case tag(escaped: Bool)
        /// The version alone: the tag without the text that stands before its version. Where that is a `v`, tags without
        /// it are versions, too.
        case version(prefix: String)
        /// Major and minor alone, as branches of releases are named.
        case minor
    }

    public let parts: [Part]

    public init(_ parts: [Part]) {
        self.parts = parts
    }

    /// The URL of a release; nil where its tag does not look like that of the current one.
    func text(tag: String) -> String? {
        var text = ""
        for part in parts {
            switch part {
            case .literal(let literal):
                text += literal
            case .tag(let escaped):
                text += escaped ? Self.escape(tag) : tag
            case .version(let prefix):
                guard let version = Self.version(of: tag, prefix: prefix) else { return nil }
                text += version
            case .minor:
                let numbers = Self.version(of: tag, prefix: "v")?.split(separator: ".").map(String.init) ?? []
                guard numbers.count >= 2 else { return nil }
                text += numbers[0] + "." + numbers[1]
            }
        }
        return text
    }

    private static func version(of tag: String, prefix: String) -> String? {
        if tag.hasPrefix(prefix) { return String(tag.dropFirst(prefix.count)) }
        return prefix == "v" && tag.first?.isNumber == true ? tag : nil
    }

    private static func escape(_ tag: String) -> String {
        tag.replacing("/", with: "%2F").replacing("+", with: "%2B")
    }
}

extension URLPattern {
    /// Finds the places of a version in a URL.
    ///
    /// - Parameters:
    ///   - url: The URL, and in it the revision as it is written there (`written`).
    ///   - tag: What that revision stands for.
    ///   - start: Behind the name of the repository, where nothing is a version.
    ///
    /// The tag and, where it has at least two numbers, the version in it are found wherever they stand alone: in
    /// `download/v1.2.3/app-1.2.3.yaml` twice.
    init(url: Substring, written: Substring, tag: String, from start: Substring.Index) {
        let version = tag[Self.versionStart(of: tag)...]
        let isEscaped = written != tag
        var parts: [Part] = []
        var copied = url.startIndex
        var at = start
        func found(_ part: Part, _ length: Int) {
            if copied < at { parts.append(.literal(String(url[copied..<at]))) }
            parts.append(part)
            at = url.index(at, offsetBy: length)
            copied = at
        }
        while at < url.endIndex {
            if Self.stands(written, at: at, in: url) {
                found(.tag(escaped: isEscaped), written.count)
            } else if version.count < tag.count, version.contains("."), Self.stands(version, at: at, in: url) {
                found(.version(prefix: String(tag.dropLast(version.count))), version.count)
            } else {
                at = url.index(after: at)
            }
        }
        if copied < url.endIndex { parts.append(.literal(String(url[copied...]))) }
        self.init(parts)
    }

    /// Where the version of a tag starts: behind `v`, `release-`, `kustomize/v`.
    static func versionStart(of tag: String) -> String.Index {
        var start = tag.startIndex
        for index in tag.indices {
            let isStart =
                tag[index].isASCIIDigit && (index == tag.startIndex || !tag[tag.index(before: index)].isVersionPart)
            guard isStart else { continue }
            // Of several numbers that start, the first with a dot is the version: `k8s-v1.2.3`.
            let run = tag[index...].prefix { $0.isASCIIDigit || $0 == "." }
            if run.contains(".") { return index }
            if start == tag.startIndex { start = index }
        }
        return start
    }

    /// True where a text stands and no number goes on before or behind it.
    static func stands(_ text: Substring, at index: Substring.Index, in url: Substring) -> Bool {
        guard url[index...].hasPrefix(text) else { return false }
        if text.first?.isASCIIDigit == true, index > url.startIndex, url[url.index(before: index)].isVersionPart {
            return false
        }
        let rest = url[url.index(index, offsetBy: text.count)...]
        guard let next = rest.first else { return true }
        if next.isASCIIDigit { return false }
        return !(next == "." && rest.dropFirst().first?.isASCIIDigit == true)
    }
}

extension Character {
    var isASCIIDigit: Bool { ("0"..."9").contains(self) }
    fileprivate var isVersionPart: Bool { isASCIIDigit || self == "." }
}
