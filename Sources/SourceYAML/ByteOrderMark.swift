/// The three bytes with which some editors start a text in UTF-8.
enum ByteOrderMark {
    static let length = 3

    static func starts(_ bytes: some Sequence<UInt8>) -> Bool {
        bytes.starts(with: [0xEF, 0xBB, 0xBF])
    }
}
