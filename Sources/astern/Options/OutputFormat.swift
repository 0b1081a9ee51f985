import ArgumentParser

/// The values of `-o` for a command; the first is the default.
protocol OutputFormat: RawRepresentable, CaseIterable where RawValue == String {}

extension OutputFormat {
    /// The format that the option names, else its environment form.
    static func named(_ option: String?) throws -> Self {
        let known = allCases.map(\.rawValue)
        let name = option ?? Environment.flag("output") ?? known.first ?? ""
        guard let format = Self(rawValue: name) else {
            let expected = known.count > 2 ? "one of \(known.joined(separator: ", "))" : known.joined(separator: " or ")
            throw ValidationError("-o \(name): expected \(expected)")
        }
        return format
    }
}
