import ArgumentParser

extension ExitCode {
    /// Done, but something that should have been decided was not.
    static let incomplete = ExitCode(3)
    /// The answer is complete, and what `--fail-on` names was found.
    static let found = ExitCode(10)
}

/// A failure that ends the run with exit code 1 and a sentence.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
