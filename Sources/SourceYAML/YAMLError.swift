/// Why a text is not YAML: what libyaml found, and where (line and column from 1, columns in characters).
public struct YAMLError: Error, Hashable, Sendable, CustomStringConvertible {
    public let problem: String
    public let line: Int
    public let column: Int

    public init(problem: String, line: Int, column: Int) {
        self.problem = problem
        self.line = line
        self.column = column
    }

    public var description: String { "line \(line), column \(column): \(problem)" }
}
