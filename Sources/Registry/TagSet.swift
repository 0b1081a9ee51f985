/// Which tags a list holds already, by one look at the bytes of each: a list of 20,000 tags is a thing of milliseconds,
/// and a `Set<String>` beside a check of the characters takes half of them.
///
/// A table of places in the list, addressed by a hash of the tag (FNV-1a), with linear probing. Who chooses tags so that
/// their hashes collide makes a list slow that ``RegistryLimits/tags`` bounds, and nothing else.
struct TagSet {
    enum Outcome {
        case added, known
        /// Not `[A-Za-z0-9_][A-Za-z0-9._-]{0,127}`.
        case noTag
    }

    /// Place in the list plus one; 0 is free. The size is a power of two, at least twice the number of tags.
    private var slots: [UInt32] = []
    private var count = 0

    /// Makes room for so many more.
    mutating func reserve(for more: Int) {
        var size = max(64, slots.count)
        while size < (count + more) * 2 { size *= 2 }
        guard size > slots.count else { return }
        let old = slots
        slots = [UInt32](repeating: 0, count: size)
        hashes.reserveCapacity(count + more)
        for entry in old where entry != 0 { slots[freeSlot(for: hashes[Int(entry) - 1])] = entry }
    }

    /// The hash of each tag in the list: for growing, and so that texts are compared only where hashes are equal.
    private var hashes: [UInt32] = []

    /// Notes the tag that is to stand at the end of `list`.
    mutating func insert(_ tag: String, among list: [String]) -> Outcome {
        guard let hash = Self.hash(tag) else { return .noTag }
        if slots.count < (count + 1) * 2 { reserve(for: count + 1) }
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let place = Int(slots[slot]) - 1
            if hashes[place] == hash, list[place] == tag { return .known }
            slot = (slot + 1) & (slots.count - 1)
        }
        hashes.append(hash)
        count += 1
        slots[slot] = UInt32(truncatingIfNeeded: count)
        return .added
    }

    private func freeSlot(for hash: UInt32) -> Int {
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    /// Nil for what is no tag.
    private static func hash(_ tag: String) -> UInt32? {
        let bytes = tag.utf8Span.span
        guard bytes.count > 0, bytes.count <= 128, bytes[0] != UInt8(ascii: "."), bytes[0] != UInt8(ascii: "-") else {
            return nil
        }
        var hash: UInt32 = 2_166_136_261
        for index in bytes.indices {
            let byte = bytes[index]
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2E, 0x2D, 0x5F: hash = (hash ^ UInt32(byte)) &* 16_777_619
            default: return nil
            }
        }
        return hash
    }
}
