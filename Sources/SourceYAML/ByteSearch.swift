internal import CYAML

/// `memmem` with bounds.
enum ByteSearch {
    static func firstIndex(of needle: [UInt8], in bytes: UnsafeRawBufferPointer, from: Int) -> Int? {
        guard let base = bytes.baseAddress, from < bytes.count else { return nil }
        let found = memmem(base + from, bytes.count - from, needle, needle.count)
        return found.map { UnsafeRawPointer($0) - base }
    }
}
