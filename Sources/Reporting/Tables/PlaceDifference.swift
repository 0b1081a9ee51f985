import Discovery
import SourceYAML

/// What differs between places: the first folders that are not common to all, and the line where a file holds several.
enum PlaceDifference {
    /// One text for each site, in their order.
    static func texts(of sites: [Site]) -> [String] {
        let places = sites.map { Place(file: $0.file, line: $0.position.line) }
        let inFile = Dictionary(grouping: places, by: \.file)
        let onLine = Dictionary(grouping: places) { $0 }
        let parts = distinctParts(of: inFile.keys.sorted())
        return zip(sites, places).map { site, place in
            let part = parts[place.file] ?? place.file
            guard inFile[place.file, default: []].count > 1 else { return part }
            guard onLine[place, default: []].count > 1 else { return "\(part):\(place.line)" }
            return "\(part):\(place.line):\(site.position.column)"
        }
    }

    private struct Place: Hashable {
        let file: String
        let line: Int
    }

    /// Each file without the folders that all begin with, and of the rest only as many segments as tell them apart;
    /// empty for a single file.
    private static func distinctParts(of files: [String]) -> [String: String] {
        guard files.count > 1 else { return Dictionary(uniqueKeysWithValues: files.map { ($0, "") }) }
        let paths = files.map { $0.split(separator: "/", omittingEmptySubsequences: false) }
        let shortest = paths.map(\.count).min() ?? 0
        let longest = paths.map(\.count).max() ?? 0
        let head = (0..<shortest).prefix { index in Set(paths.map { $0[index] }).count == 1 }.count
        for length in 1...max(1, longest - head) {
            let parts = paths.map { $0.dropFirst(head).prefix(length).joined(separator: "/") }
            if Set(parts).count == files.count { return Dictionary(uniqueKeysWithValues: zip(files, parts)) }
        }
        return [:]
    }
}
