/// What is wrong with a configuration file, and where.
public struct ConfigurationProblem: Hashable, Sendable, CustomStringConvertible {
    public let file: String
    /// From 1; nil where it is about the file as a whole.
    public let line: Int?
    public let message: String

    public var description: String {
        line.map { "\(file):\($0): \(message)" } ?? "\(file): \(message)"
    }
}

/// Why a configuration cannot be used: everything that is wrong with it, in the order of the files.
public struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
    public let problems: [ConfigurationProblem]

    public var description: String {
        let told = problems.prefix(ConfigurationLimits.problems).map(\.description)
        let rest = problems.count - told.count
        return (told + (rest > 0 ? ["and \(rest) more"] : [])).joined(separator: "\n")
    }
}
