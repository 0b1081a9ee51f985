/// Where on an annotated line the version stands.
enum VersionText {
    /// The version in the bytes of a line: its value when that is a tag, else the only version that is in it.
    ///
    /// - Returns: Every place of it; empty when the line holds no version, or several different ones.
    static func places(in line: ArraySlice<UInt8>) -> [Range<Int>] {
        if let value = assigned(in: line) { return [value] }
        let found = versions(in: line)
        guard let first = found.first, found.allSatisfy({ line[$0] == line[first] }),
            !found.contains(where: { isOfRange(line[..<$0.lowerBound]) })
        else { return [] }
        return found
    }

    /// What follows the last `=` or `: `, or `ENV NAME`, without quotes, when it reads as a tag with a digit and with nothing
    /// behind but what ends a value.
    private static func assigned(in line: ArraySlice<UInt8>) -> Range<Int>? {
        var end = line.endIndex
        while end > line.startIndex, isBlankOrQuote(line[end - 1]) || isEnd(line[end - 1]) { end -= 1 }
        var start = end
        while start > line.startIndex, isTagByte(line[start - 1]) { start -= 1 }
        guard start < end else { return nil }
        // Only a key, a list's dash, or an assignment stand before a value.
        var before = start
        while before > line.startIndex, isBlankOrQuote(line[before - 1]) { before -= 1 }
        if before > line.startIndex {
            let byte = line[before - 1]
            let isAssignment = byte == UInt8(ascii: "=") || (byte == UInt8(ascii: ":") && before < start)
            let isItem = byte == UInt8(ascii: "-") && line[..<(before - 1)].allSatisfy(isBlankOrQuote)
            guard isAssignment || isItem || isEnvironment(line[..<before]), !isOfRange(line[..<start]) else {
                return nil
            }
        }
        let text = String(decoding: line[start..<end], as: UTF8.self)
        return isVersion(text) ? start..<end : nil
    }

    /// True for one word with a digit, of the characters that versions and tags have.
    static func isVersion(_ text: String) -> Bool {
        guard let first = text.utf8.first, isWordByte(first), text.utf8.count <= 128 else { return false }
        return text.utf8.allSatisfy(isTagByte) && text.utf8.contains(where: isDigit)
    }

    /// Every run that looks like `v1.2` or `1.2.3-rc.1`: numbers with dots, a `v` before, a suffix behind.
    private static func versions(in line: ArraySlice<UInt8>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = line.startIndex
        while index < line.endIndex {
            let previous = index > line.startIndex ? line[index - 1] : UInt8(ascii: " ")
            guard !isWordByte(previous), previous != UInt8(ascii: "."), let end = version(in: line, at: index) else {
                index += 1
                continue
            }
            found.append(index..<end)
            index = end
        }
        return found
    }

    private static func version(in line: ArraySlice<UInt8>, at start: Int) -> Int? {
        var index = start
        if line[index] == UInt8(ascii: "v") { index += 1 }
        var parts = 0
        while true {
            let digits = index
            while index < line.endIndex, isDigit(line[index]) { index += 1 }
            guard index > digits else { return nil }
            parts += 1
            guard index + 1 < line.endIndex, line[index] == UInt8(ascii: "."), isDigit(line[index + 1]) else { break }
            index += 1
        }
        guard parts > 1 else { return nil }
        // A suffix, up to what ends the version in a path or a file's name.
        if index + 1 < line.endIndex, line[index] == UInt8(ascii: "-") || line[index] == UInt8(ascii: "+"),
            isWordByte(line[index + 1])
        {
            index += 1
            while index < line.endIndex, isTagByte(line[index]) { index += 1 }
            while line[index - 1] == UInt8(ascii: ".") { index -= 1 }
        }
        return index < line.endIndex && isWordByte(line[index]) ? nil : index
    }

    /// True where the text before a version makes a range of it: `>=`, `~>`, `^`, `!=`.
    private static func isOfRange(_ before: ArraySlice<UInt8>) -> Bool {
        var rest = before
        while let last = rest.last, isBlank(last) || last == UInt8(ascii: "v") { rest = rest.dropLast() }
        guard let last = rest.last else { return false }
        switch last {
        case UInt8(ascii: "~"), UInt8(ascii: "^"), UInt8(ascii: "<"), UInt8(ascii: "|"), UInt8(ascii: "!"): return true
        case UInt8(ascii: "="): return rest.dropLast().last.map { "<>!~".utf8.contains($0) } ?? false
        // The end of a tag of XML is no comparison.
        case UInt8(ascii: ">"): return rest.dropLast().last == UInt8(ascii: "~") || !rest.contains(UInt8(ascii: "<"))
        default: return false
        }
    }

    /// True for `ENV NAME`, behind which a Dockerfile may have a value without an equals sign.
    private static func isEnvironment(_ before: ArraySlice<UInt8>) -> Bool {
        let words = before.split(whereSeparator: isBlank)
        return words.count == 2 && words[0].elementsEqual("ENV".utf8)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

    private static func isBlankOrQuote(_ byte: UInt8) -> Bool {
        isBlank(byte) || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
    }

    /// What may stand behind a value: of JSON, of statements, of lines that go on.
    private static func isEnd(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "\\")
            || byte == UInt8(ascii: "}")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_")
    }

    private static func isTagByte(_ byte: UInt8) -> Bool {
        isWordByte(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
    }
}
