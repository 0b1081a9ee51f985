/// The texts of an index's entries, one behind the other in one buffer.
///
/// A large index has some 100,000 texts, of which most runs need a handful: strings are made when they are asked for.
final class IndexTexts: Sendable {
    let bytes: [UInt8]
    let records: [Record]
    let urlSizes: [UInt32]

    /// Where an entry's texts stand: from `start` on, in this order, each with so many bytes; 0 for one that is absent.
    struct Record: Sendable {
        var start: UInt32
        var version: UInt32 = 0
        var appVersion: UInt32 = 0
        var kubeVersion: UInt32 = 0
        var created: UInt32 = 0
        var digest: UInt32 = 0
        /// YAML of the list of its dependencies.
        var dependencies: UInt32 = 0
        /// The sizes of its URLs begin here.
        var firstURL: UInt32
        var urls: UInt32 = 0
        var deprecated = false
        var isLibrary = false

        var sizeBeforeDependencies: UInt32 { version + appVersion + kubeVersion + created + digest }
    }

    init(bytes: [UInt8], records: [Record], urlSizes: [UInt32]) {
        self.bytes = bytes
        self.records = records
        self.urlSizes = urlSizes
    }

    func slice(at start: UInt32, _ size: UInt32) -> [UInt8] {
        Array(bytes[Int(start)..<Int(start) + Int(size)])
    }

    func text(at start: UInt32, _ size: UInt32) -> String {
        String(decoding: bytes[Int(start)..<Int(start) + Int(size)], as: UTF8.self)
    }
}
