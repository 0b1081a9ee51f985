/// A value of a configuration file, and where it stands.
public struct Setting<Value: Sendable>: Sendable {
    public let value: Value
    public let origin: Origin

    public init(_ value: Value, _ origin: Origin) {
        self.value = value
        self.origin = origin
    }
}

/// A line of a configuration file.
public struct Origin: Hashable, Sendable, CustomStringConvertible {
    /// Which of the two files it is.
    public enum Level: String, Sendable {
        case tree, user
    }

    public let level: Level
    /// The path of the file, as messages have it.
    public let file: String
    /// From 1.
    public let line: Int

    public var description: String { "\(file):\(line)" }
}

extension Setting: Equatable where Value: Equatable {}
