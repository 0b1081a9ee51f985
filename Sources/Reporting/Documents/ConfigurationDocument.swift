/// What `astern config` prints.
public enum ConfigurationDocument {
    /// One key, its value as text, and where that comes from.
    public struct Row: Sendable {
        public let key: String
        public let value: String
        public let source: Source

        public init(key: String, value: String, source: Source) {
            self.key = key
            self.value = value
            self.source = source
        }
    }

    /// Where a value comes from.
    public enum Source: Sendable {
        case environment(String)
        /// - Parameter level: `tree` or `user`.
        case file(level: String, String, line: Int)
        case standard
    }

    /// A file that was read.
    public struct File: Sendable {
        /// `tree` or `user`.
        public let level: String
        public let path: String

        public init(level: String, path: String) {
            self.level = level
            self.path = path
        }
    }

    /// `{"apiVersion", "kind": "Configuration", "files": [{"level", "path"}], "settings": [{"key", "value", "source":
    /// "environment|tree|user|default", "name", "file", "line"}]}`; what does not apply is null.
    public static func value(of rows: [Row], files: [File]) -> JSONValue {
        [
            "apiVersion": .string(ReportDocument.apiVersion), "kind": "Configuration",
            "files": .array(files.map { ["level": .string($0.level), "path": .string($0.path)] }),
            "settings": .array(rows.map(value)),
        ]
    }

    /// A table; `-` where nothing is said.
    public static func text(of rows: [Row]) -> String {
        let cells = rows.map { row in
            [row.key, row.value.isEmpty ? "-" : row.value, row.source.text].map { TextTable.Cell($0) }
        }
        return TextTable(header: ["KEY", "VALUE", "FROM"], rows: cells).render()
    }

    private static func value(of row: Row) -> JSONValue {
        let (source, name, file, line): (String, String?, String?, Int?) =
            switch row.source {
            case .environment(let name): ("environment", name, nil, nil)
            case .file(let level, let file, let line): (level, nil, file, line)
            case .standard: ("default", nil, nil, nil)
            }
        return [
            "key": .string(row.key), "value": .text(row.value.isEmpty ? nil : row.value), "source": .string(source),
            "name": .text(name), "file": .text(file), "line": line.map { .number($0) } ?? .null,
        ]
    }
}

extension ConfigurationDocument.Source {
    fileprivate var text: String {
        switch self {
        case .environment(let name): name
        case .file(_, let file, let line): "\(file):\(line)"
        case .standard: "default"
        }
    }
}
