/// A part of a text by its place.
struct ByteSpan {
    var start = 0
    var count = 0
}

/// The fields of an entry that are read, and where they stand in the text.
struct EntryFields {
    enum Name {
        case version, appVersion, kubeVersion, created, digest, deprecated, urls, dependencies, type
        /// An item of `urls`.
        case url
    }

    var version = ByteSpan()
    var appVersion = ByteSpan()
    var kubeVersion = ByteSpan()
    var created = ByteSpan()
    var digest = ByteSpan()
    var deprecated = false
    var urls: [ByteSpan] = []
    /// The lines of the list, from the one behind its key on.
    var dependencies = ByteSpan()
    var isLibrary = false
    private var isInDependencies = false
    /// A bit for each name that occurred.
    private var seen: UInt16 = 0

    /// The field of a key; nil for the keys that nobody needs.
    @inline(__always)
    static func name(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Name? {
        let word = ByteMarks.word(text, start)
        switch end &- start {
        case 4:
            switch word & 0xFFFF_FFFF {
            case key("urls"): return .urls
            case key("type"): return .type
            default: return nil
            }
        case 6: return word & 0xFFFF_FFFF_FFFF == key("digest") ? .digest : nil
        case 7:
            switch word & 0xFF_FFFF_FFFF_FFFF {
            case key("version"): return .version
            case key("created"): return .created
            default: return nil
            }
        case 10:
            switch (word, ByteMarks.word(text, start &+ 8) & 0xFFFF) {
            case (key("appVersi"), key("on")): return .appVersion
            case (key("deprecat"), key("ed")): return .deprecated
            default: return nil
            }
        case 11:
            return word == key("kubeVers") && ByteMarks.word(text, start &+ 8) & 0xFF_FFFF == key("ion")
                ? .kubeVersion : nil
        case 12:
            return word == key("dependen") && ByteMarks.word(text, start &+ 8) & 0xFFFF_FFFF == key("cies")
                ? .dependencies : nil
        default: return nil
        }
    }

    /// The bytes of at most eight letters as a little-endian word.
    @inline(__always)
    private static func key(_ text: StaticString) -> UInt64 {
        var word: UInt64 = 0
        for at in (0..<text.utf8CodeUnitCount).reversed() { word = word << 8 | UInt64(text.utf8Start[at]) }
        return word
    }

    /// Notes that a key occurs; false when it did before.
    mutating func begin(_ name: Name) -> Bool {
        let bit: UInt16 =
            switch name {
            case .version: 1
            case .appVersion: 2
            case .kubeVersion: 4
            case .created: 8
            case .digest: 16
            case .deprecated: 32
            case .urls, .url: 64
            case .dependencies: 128
            case .type: 256
            }
        defer { seen |= bit }
        return seen & bit == 0
    }

    /// The list of dependencies begins on this line.
    mutating func beginDependencies(at line: Int) {
        dependencies.start = line
        isInDependencies = true
    }

    /// A key of the entry, or the end of it, stands on this line.
    @inline(__always)
    mutating func endDependencies(at line: Int) {
        guard isInDependencies else { return }
        isInDependencies = false
        dependencies.count = line &- dependencies.start
    }

    /// Takes a field from an entry that stands some bytes before.
    mutating func copy(_ name: Name, from other: EntryFields, by distance: Int) {
        func moved(_ span: ByteSpan) -> ByteSpan { ByteSpan(start: span.start &+ distance, count: span.count) }
        switch name {
        case .version: version = moved(other.version)
        case .appVersion: appVersion = moved(other.appVersion)
        case .kubeVersion: kubeVersion = moved(other.kubeVersion)
        case .created: created = moved(other.created)
        case .digest: digest = moved(other.digest)
        case .deprecated: deprecated = other.deprecated
        case .urls, .url: urls = other.urls.map(moved)
        case .dependencies: dependencies = moved(other.dependencies)
        case .type: isLibrary = other.isLibrary
        }
    }

    /// - Parameter isPlain: False for a text in quotes, which is never null nor a number.
    /// - Returns: False where the value needs a reader of YAML.
    mutating func set(_ name: Name, _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, isPlain: Bool) -> Bool {
        let span = ByteSpan(start: start, count: end &- start)
        if name == .url {
            urls.append(span)
            return true
        }
        if isPlain, Self.isNull(text, span) { return true }
        switch name {
        case .version:
            guard !isPlain || Self.hasTwoDots(text, span) else { return false }
            version = span
        case .appVersion: appVersion = span
        case .kubeVersion: kubeVersion = span
        case .created: created = span
        case .digest: digest = span
        case .deprecated:
            // No spelling of true is longer.
            deprecated =
                span.count <= 4
                && IndexTree.isTrue(
                    String(decoding: UnsafeBufferPointer(start: text + start, count: span.count), as: UTF8.self))
        case .type:
            isLibrary =
                span.count == 7 && ByteMarks.word(text, start) & 0xFF_FFFF_FFFF_FFFF == Self.key("library")
        case .urls, .url, .dependencies: return false
        }
        return true
    }

    /// Nothing of YAML's other types has two dots.
    private static func hasTwoDots(_ text: UnsafePointer<UInt8>, _ span: ByteSpan) -> Bool {
        var dots = 0
        for at in span.start..<span.start &+ span.count where text[at] == UInt8(ascii: ".") { dots &+= 1 }
        return dots >= 2
    }

    private static func isNull(_ text: UnsafePointer<UInt8>, _ span: ByteSpan) -> Bool {
        switch span.count {
        case 1: return text[span.start] == UInt8(ascii: "~")
        case 4:
            let letters = ByteMarks.word(text, span.start) & 0xFFFF_FFFF
            return letters == key("null") || letters == key("Null") || letters == key("NULL")
        default: return false
        }
    }
}
