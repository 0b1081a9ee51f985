internal import FoundationEssentials

/// A chart index that is JSON and that the reader of YAML does not take.
enum JSONIndex {
    /// Nil for anything but a JSON object with `entries`. Entries that cannot be read are named without a line: the
    /// decoder does not tell any.
    static func read(_ bytes: [UInt8], charts: Set<String>?) -> RepositoryIndex? {
        guard bytes.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) == UInt8(ascii: "{"),
            let document = try? JSONDecoder().decode(Document.self, from: Data(bytes)), let lists = document.entries
        else { return nil }
        var builder = IndexBuilder()
        // The decoder keeps no order.
        for (chart, list) in lists.sorted(by: { $0.key < $1.key }) where charts?.contains(chart) ?? true {
            builder.begin(chart)
            guard let items = list.items else {
                builder.reject(line: 1, "the chart has no list of entries")
                continue
            }
            for item in items {
                guard let facts = item.facts, builder.add(facts) else {
                    builder.reject(line: 1, "the entry has no version")
                    continue
                }
            }
        }
        return builder.finish(bytes)
    }

    private struct Document: Decodable {
        let entries: [String: List]?
    }

    private struct List: Decodable {
        let items: [Item]?

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            items = container.decodeNil() ? [] : try? container.decode([Item].self)
        }
    }

    private struct Item: Decodable {
        let facts: IndexBuilder.Facts?

        private struct Fields: Decodable {
            var version: String
            var appVersion: String?
            var kubeVersion: String?
            var created: String?
            var deprecated: Bool?
            var digest: String?
            var urls: [String]?
            var dependencies: [Dependency]?
            var type: String?
        }

        private struct Dependency: Decodable {
            var name: String?
            var version: String?
            var repository: String?
        }

        init(from decoder: any Decoder) throws {
            guard let fields = try? Fields(from: decoder), !fields.version.isEmpty else {
                facts = nil
                return
            }
            func text(_ value: String?) -> String? { value.flatMap { $0.isEmpty ? nil : $0 } }
            facts = IndexBuilder.Facts(
                version: fields.version, appVersion: text(fields.appVersion), kubeVersion: text(fields.kubeVersion),
                created: text(fields.created), deprecated: fields.deprecated ?? false, digest: text(fields.digest),
                urls: fields.urls ?? [],
                dependencies: (fields.dependencies ?? []).compactMap { dependency in
                    text(dependency.name).map {
                        ChartDependency(
                            name: $0, version: dependency.version ?? "", repository: dependency.repository ?? "")
                    }
                }, isLibrary: fields.type == "library"
            )
        }
    }
}
