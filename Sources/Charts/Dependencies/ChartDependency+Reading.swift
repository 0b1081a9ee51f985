extension ChartDependency {
    /// Reads the fields that a mapping has: their names in any case, numbers where texts are wanted as Go prints them,
    /// null as nothing said. Unknown fields are passed over.
    ///
    /// - Parameter refuse: Told what Helm does not read: the field, a closing quote, and what is wrong.
    mutating func read(_ members: [String: ChartValue], refuse: (String) -> Void) {
        for (key, value) in members.inByteOrder {
            let field = key.lowercased()
            if let path = Self.texts[field] {
                guard value != .null else { continue }
                if let text = value.text {
                    self[keyPath: path] = text
                } else {
                    refuse("\(key)` is \(value.kindName), expected a text")
                }
                continue
            }
            switch (field, value) {
            case ("enabled", .bool(let bool)): enabled = bool
            case ("enabled", .null): break
            case ("enabled", _): refuse("\(key)` is \(value.kindName), expected true or false")
            case ("tags", .null): tags = []
            case ("tags", .list(let items)):
                tags = items.map { item in
                    if item.text == nil, item != .null { refuse("\(key)` holds \(item.kindName), expected texts") }
                    return item.text ?? ""
                }
            case ("import-values", .null): importValues = []
            case ("import-values", .list(let items)): importValues = items
            case ("tags", _), ("import-values", _): refuse("\(key)` is \(value.kindName), expected a list")
            default: break
            }
        }
    }

    private static var texts: [String: WritableKeyPath<ChartDependency, String>] {
        [
            "name": \.name, "version": \.version, "repository": \.repository, "condition": \.condition,
            "alias": \.alias,
        ]
    }

    /// With what Helm makes of texts when it loads a chart: every blank is a plain space, and what cannot be printed is
    /// gone. Locks are not treated so.
    var sanitized: ChartDependency {
        var result = self
        for path in [\ChartDependency.name, \.version, \.repository, \.condition] {
            result[keyPath: path] = Self.sanitized(result[keyPath: path])
        }
        result.tags = tags.map(Self.sanitized)
        return result
    }

    private static func sanitized(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace {
                result.append(" ")
            } else {
                switch scalar.properties.generalCategory {
                case .control, .format, .surrogate, .privateUse, .unassigned: break
                default: result.append(scalar)
                }
            }
        }
        return String(result)
    }
}

extension DependencyList {
    var sanitized: DependencyList {
        var result = self
        result.entries = entries?.map { $0?.sanitized }
        return result
    }
}
