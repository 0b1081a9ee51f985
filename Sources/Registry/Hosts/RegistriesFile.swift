internal import Transport

/// One file of `registries.conf`'s kind: its entries, and what is wrong with it.
///
/// A file that is no TOML is cut at the headers of its tables, and each piece is read alone: one typing error does not
/// undo the rest of the file. Of a piece that cannot be read either, the lines are: what names its prefix blocks it.
struct RegistriesFile {
    private(set) var entries: [RegistryEntry] = []
    private(set) var problems: [String] = []
    private var indexes: [String: Int] = [:]

    private struct Document: Decodable {
        let registry: TOMLValue?
        let registries: TOMLValue?
    }

    static func read(_ text: [UInt8], name: String) -> RegistriesFile {
        var file = RegistriesFile()
        let pieces = RegistriesPiece.cut(text)
        do throws(TOML.Problem) {
            let document = try TOML.decode(Document.self, from: text)
            let lines = pieces.filter(\.isEntry).map(\.line)
            file.take(document, name: name, lines: lines)
        } catch {
            let place = error.line > 0 ? "\(name):\(error.line):\(error.column)" : name
            file.problems.append("\(place): \(RemoteText.clean(error.message))")
            for piece in pieces { file.salvage(piece, name: name) }
        }
        return file
    }

    /// - Parameter lines: Where the entries begin, when all of them are written as `[[registry]]`.
    private mutating func take(_ document: Document, name: String, lines: [Int]) {
        switch document.registry {
        case .array(let tables):
            for (index, table) in tables.enumerated() {
                let place = tables.count == lines.count ? "\(name):\(lines[index])" : name
                add(RegistryEntryReader.read(table, place: place))
            }
        case nil: break
        default: problems.append("\(name): “registry”: expected tables, [[registry]]")
        }
        guard case .table(let lists) = document.registries else { return }
        for (list, isBlock) in [("insecure", false), ("block", true)] {
            guard let value = lists[list] else { continue }
            guard case .table(let table) = value, case .array(let hosts)? = table["registries"] else {
                problems.append("\(name): [registries.\(list)]: expected “registries”, an array of strings")
                continue
            }
            let place = "\(name), [registries.\(list)]"
            for host in hosts {
                add(
                    RegistryEntryReader.read(
                        .table(["location": host, isBlock ? "blocked" : "insecure": .bool(true)]), place: place))
            }
        }
    }

    /// A prefix that comes twice keeps what blocks it.
    private mutating func add(_ outcome: (entry: RegistryEntry?, problems: [String])) {
        problems += outcome.problems
        guard let entry = outcome.entry else { return }
        guard let index = indexes[entry.prefix] else {
            indexes[entry.prefix] = entries.count
            entries.append(entry)
            return
        }
        problems.append("\(entry.place): another entry for “\(RemoteText.clean(entry.prefix))”; the last one counts")
        if entries[index].refusal == nil || entry.refusal != nil { entries[index] = entry }
    }

    private mutating func salvage(_ piece: RegistriesPiece, name: String) {
        if let document = try? TOML.decode(Document.self, from: piece.text) {
            take(document, name: name, lines: piece.isEntry ? [piece.line] : [])
            return
        }
        let place = "\(name):\(piece.line)"
        guard piece.isEntry, let prefix = piece.prefix else {
            let lost = "it is left out, and what it blocks, if anything, is not blocked"
            problems.append("\(place): it cannot be told which registry this is about: \(lost)")
            return
        }
        problems.append("\(place): the entry for “\(RemoteText.clean(prefix))” cannot be read: it counts as blocked")
        add((RegistryEntryReader.unreadable(prefix, place: place), []))
    }
}
