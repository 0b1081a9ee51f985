/// How a program ended by itself.
public enum ProcessEnd: Hashable, Sendable {
    /// Its exit status, 0 for success.
    case exited(Int32)
    /// The number of the signal that ended it.
    case signalled(Int32)
}

/// What a program that succeeded wrote.
public struct ProcessResult: Hashable, Sendable {
    public let output: [UInt8]
    /// The end of the error stream, at most as many bytes as were asked for.
    public let errors: [UInt8]
}

extension ProcessEnd: CustomStringConvertible {
    public var description: String {
        switch self {
        case .exited(let status): "exit status \(status)"
        case .signalled(let number): "signal \(number)"
        }
    }
}
