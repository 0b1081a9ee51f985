/// The lines of a file from one header of interest to the next.
struct RegistriesPiece {
    /// Of the header, from 1.
    let line: Int
    /// `[[registry]]`, not one of the lists of version 1.
    let isEntry: Bool
    private(set) var text: [UInt8] = []

    /// Cuts before each `[[registry]]` and `[registries.…]`; what comes before the first is left out.
    static func cut(_ text: [UInt8]) -> [RegistriesPiece] {
        var pieces: [RegistriesPiece] = []
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let header = String(
                decoding: line.filter { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }.prefix(80), as: UTF8.self)
            let isEntry = header.hasPrefix("[[registry]]")
            if isEntry || header.hasPrefix("[registries.") {
                pieces.append(RegistriesPiece(line: index + 1, isEntry: isEntry))
            }
            guard !pieces.isEmpty else { continue }
            pieces[pieces.count - 1].text += line + [UInt8(ascii: "\n")]
        }
        return pieces
    }

    /// The prefix, else the location, by the lines that can be read alone, up to the first mirror.
    var prefix: String? {
        struct Line: Decodable {
            let prefix: String?
            let location: String?
        }
        var location: String?
        for line in text.split(separator: UInt8(ascii: "\n")).dropFirst() {
            if line.first(where: { $0 != 0x20 && $0 != 0x09 }) == UInt8(ascii: "[") { break }
            guard let found = try? TOML.decode(Line.self, from: Array(line)) else { continue }
            if let prefix = found.prefix, !prefix.isEmpty { return prefix }
            location = location ?? found.location.flatMap { $0.isEmpty ? nil : $0 }
        }
        return location
    }
}
