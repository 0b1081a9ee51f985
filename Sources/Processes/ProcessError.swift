/// Why a program gave no result.
public struct ProcessError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: Hashable, Sendable {
        /// There is no such program, or it may not be run.
        case notFound
        /// The time limit ran out; the program and its children were ended.
        case timedOut
        /// More came than allowed; the program and its children were ended, ``ProcessError/output`` is the beginning.
        case tooMuchOutput
        /// It ended by itself, without success.
        case failed(ProcessEnd)
        /// The calling task was cancelled; the program and its children were ended.
        case cancelled
        /// The system refused to start it, or to pass its output on.
        case unusable
    }

    public let code: Code
    /// The program's name or path. Its arguments and environment may be secret, and are not told.
    public let program: String
    public let output: [UInt8]
    public let errors: [UInt8]

    init(_ code: Code, program: String, output: [UInt8] = [], errors: [UInt8] = []) {
        self.code = code
        self.program = program
        self.output = output
        self.errors = errors
    }

    /// One clause, without anything that the program wrote.
    public var description: String {
        switch code {
        case .notFound: "\(program) is not installed, or may not be run"
        case .timedOut: "\(program) did not end within the time limit"
        case .tooMuchOutput: "\(program) wrote more than is read of it"
        case .failed(.exited(let status)): "\(program) ended with exit status \(status)"
        case .failed(.signalled(let number)): "\(program) was ended by signal \(number)"
        case .cancelled: "\(program) was cancelled"
        case .unusable: "\(program) could not be started"
        }
    }
}
