internal import Processes

/// What a failed run of `git` means.
///
/// `git` has one exit status for everything (128): only its words tell. They are asked for untranslated, and are those
/// of git 2.20 to 2.50, libcurl, OpenSSH and the great forges.
enum GitFailure {
    private static let words: [(code: GitError.Code, phrases: [String])] = [
        (.refused, ["transport '", "disabled in libcurl", "unsupported url scheme"]),
        (.rateLimited, ["returned error: 429"]),
        (
            .unauthorized,
            [
                "could not read username", "could not read password", "authentication failed", "returned error: 401",
                "returned error: 403", "permission denied (", "access denied", "terminal prompts disabled",
            ]
        ),
        (.timedOut, ["timed out", "timeout was reached"]),
        (
            .notFound,
            [
                "' not found", "repository not found", "does not appear to be a git repository", "returned error: 404",
                "returned error: 410", "could not be found", "does not exist",
            ]
        ),
        (
            .malformed,
            [
                "not valid: is this a git repository", "protocol error", "bad line length", "expected flush",
                "invalid ls-refs response", "unexpected ref line", "invalid server response",
                "unable to update url base",
                "bad ref", "bad object", "expected git repo version", "not a git repository", "missing object",
                "unknown repository extension",
                "out of memory", "smart http response",
            ]
        ),
    ]

    static func error(_ error: ProcessError, about name: String) -> GitError {
        switch error.code {
        case .notFound: GitError(.toolMissing, "\(name): the program git is needed, and is not installed")
        case .timedOut: GitError(.timedOut, "\(name): git did not end within the time limit")
        case .cancelled: GitError(.cancelled, "\(name): the lookup was cancelled")
        case .tooMuchOutput, .unusable: GitError(.unreachable, "\(name): git could not be run")
        case .failed(let end): failed(end, error.errors, about: name)
        }
    }

    private static func failed(_ end: ProcessEnd, _ errors: [UInt8], about name: String) -> GitError {
        let said = GitMessage.text(errors)
        let lower = GitMessage.lines(errors).joined(separator: "\n").lowercased()
        let code = words.first { row in row.phrases.contains { lower.contains($0) } }?.code ?? .unreachable
        if said.isEmpty { return GitError(code, "\(name): git failed without a word (\(end))") }
        let hint =
            code == .unauthorized ? "; the repository is absent, or needs credentials that git does not have" : ""
        return GitError(code, "\(name): git says: \(said)\(hint)")
    }
}
