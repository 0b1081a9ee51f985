/// Reads lists of refs: an object id, a separator, the ref's name, with the peeled object of an annotated tag on a line
/// of its own whose name ends with `^{}`.
///
/// `git ls-remote --tags` separates by a tab, `git show-ref --dereference --tags` by a space. With `--refs` the peeled
/// lines would be hidden, and no other answer has the commit of an annotated tag.
struct TagParser {
    private struct Entry {
        let name: String
        let object: String
        var peeled: String?
    }

    private static let prefix = Array("refs/tags/".utf8)
    private static let peeledSuffix = Array("^{}".utf8)

    private let separator: UInt8
    private let limit: Int
    private var entries: [Entry] = []
    private var places: [String: Int] = [:]
    private var unusable = 0
    private var isFull = false

    init(separator: Character, limit: Int = GitLimits.tags) {
        self.separator = separator.asciiValue ?? UInt8(ascii: "\t")
        self.limit = limit
    }

    /// - Parameter isCut: the text ends where a limit fell, and its last line may be a part of one.
    static func parse(_ bytes: [UInt8], separator: Character, isCut: Bool = false, limit: Int = GitLimits.tags)
        throws(GitError) -> GitTagList
    {
        var parser = TagParser(separator: separator, limit: limit)
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        // What comes after the last line feed: nothing, or a part of a line.
        if let last = lines.popLast(), !last.isEmpty, !isCut { throw parser.fault("it ends within a line", last) }
        for line in lines where !parser.isFull { try parser.read(line) }
        let partial: String? =
            if parser.isFull {
                "the repository has more than \(limit) tags; the rest is not read"
            } else if isCut {
                "the list of tags is longer than \(GitLimits.outputBytes) bytes; the rest is not read"
            } else {
                nil
            }
        let tags = parser.entries.map { GitTag(name: $0.name, object: $0.object, peeled: $0.peeled) }
        return GitTagList(tags: tags, partial: partial, unusable: parser.unusable)
    }

    private mutating func read(_ line: ArraySlice<UInt8>) throws(GitError) {
        guard let cut = line.firstIndex(of: separator), Self.isObject(line[..<cut]) else {
            throw fault("expected an object id of 40 or 64 digits and a ref", line)
        }
        var name = line[(cut + 1)...]
        guard name.starts(with: Self.prefix) else { throw fault("expected a ref below refs/tags/", line) }
        name = name.dropFirst(Self.prefix.count)
        let object = String(decoding: line[..<cut], as: UTF8.self)
        let isPeeled = name.suffix(Self.peeledSuffix.count).elementsEqual(Self.peeledSuffix)
        if isPeeled { name = name.dropLast(Self.peeledSuffix.count) }
        guard let text = Self.usable(name) else {
            if !isPeeled { unusable += 1 }
            return
        }
        if isPeeled {
            try peel(text, to: object, line)
        } else if let place = places[text] {
            guard entries[place].object == object else { throw fault("the same tag names two objects", line) }
        } else if entries.count == limit {
            isFull = true
        } else {
            places[text] = entries.count
            entries.append(Entry(name: text, object: object))
        }
    }

    private mutating func peel(_ name: String, to object: String, _ line: ArraySlice<UInt8>) throws(GitError) {
        guard let place = places[name] else { throw fault("a peeled tag without its tag", line) }
        guard entries[place].peeled == nil || entries[place].peeled == object else {
            throw fault("the same tag is peeled to two objects", line)
        }
        entries[place].peeled = object
    }

    private static func isObject(_ bytes: ArraySlice<UInt8>) -> Bool {
        (bytes.count == 40 || bytes.count == 64)
            && bytes.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    /// The name, unless `git check-ref-format` forbids it or it cannot be shown as it is.
    private static func usable(_ bytes: ArraySlice<UInt8>) -> String? {
        guard !bytes.isEmpty, bytes.count <= GitLimits.nameBytes,
            let text = String(validating: bytes, as: UTF8.self),
            !text.unicodeScalars.contains(where: GitMessage.isUnfit),
            !text.utf8.contains(where: { " ~^:?*[\\".utf8.contains($0) }), !text.contains(".."), !text.contains("@{")
        else { return nil }
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let isWellFormed = parts.allSatisfy { part in
            !part.isEmpty && part.first != UInt8(ascii: ".") && !part.suffix(5).elementsEqual(".lock".utf8)
        }
        return isWellFormed && !text.hasSuffix(".") ? text : nil
    }

    private func fault(_ what: String, _ line: ArraySlice<UInt8>) -> GitError {
        let start = GitMessage.clean(String(decoding: line.prefix(80), as: UTF8.self))
        return GitError(.malformed, "\(what), found “\(start)”")
    }
}
