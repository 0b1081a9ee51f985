import Glibc

/// Comparisons by bytes: names of files and texts of nodes are compared by the thousand, and those of `String` go by
/// characters.
extension StringProtocol {
    func startsUTF8(_ prefix: String) -> Bool {
        withBytes(of: prefix) { own, other in own.starts(with: other, at: 0) }
    }

    func endsUTF8(_ suffix: String) -> Bool {
        withBytes(of: suffix) { own, other in own.starts(with: other, at: own.count - other.count) }
    }

    func holdsUTF8(_ text: String) -> Bool {
        withBytes(of: text) { own, other in
            guard let first = other.first else { return true }
            let last = own.count - other.count
            var at = 0
            while at <= last, let next = own.firstIndex(of: first, from: at) {
                if own.starts(with: other, at: next) { return true }
                at = next + 1
            }
            return false
        }
    }

    /// The order of bytes, and of `strcmp`.
    func precedesUTF8(_ other: String) -> Bool {
        withBytes(of: other) { own, other in
            guard let base = own.baseAddress, let otherBase = other.baseAddress else { return own.count < other.count }
            let order = memcmp(base, otherBase, Swift.min(own.count, other.count))
            return order < 0 || order == 0 && own.count < other.count
        }
    }

    private func withBytes(
        of other: String, _ compare: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Bool
    ) -> Bool {
        let answer = utf8.withContiguousStorageIfAvailable { own in
            other.utf8.withContiguousStorageIfAvailable { compare(own, $0) } ?? nil
        }
        if let answer = answer ?? nil { return answer }
        // Bridged strings, of which there are none on Linux.
        return Array(utf8).withUnsafeBufferPointer { own in
            Array(other.utf8).withUnsafeBufferPointer { compare(own, $0) }
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate func starts(with other: Self, at start: Int) -> Bool {
        guard start >= 0, count - start >= other.count, let base = baseAddress, let otherBase = other.baseAddress else {
            return other.isEmpty && start >= 0
        }
        return memcmp(base + start, otherBase, other.count) == 0
    }

    fileprivate func firstIndex(of byte: UInt8, from start: Int) -> Int? {
        guard let base = baseAddress, start < count, let found = memchr(base + start, Int32(byte), count - start) else {
            return nil
        }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
}
