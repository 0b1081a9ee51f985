/// What `git` sees of the user's environment, and what it is told beside.
enum GitEnvironment {
    /// Variables that lead `git` to a repository of their own; the tree that is read must not answer for a remote one.
    private static let repository: Set<String> = [
        "GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_PREFIX", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE", "GIT_CONFIG",
        "GIT_REPLACE_REF_BASE", "GIT_NO_REPLACE_OBJECTS", "GIT_INTERNAL_SUPER_PREFIX",
    ]

    /// For a remote repository: the user's own configuration and credential helpers work, nothing asks a question.
    static func remote(_ url: GitURL, user: [String: String], sshCommand: String?) -> [String: String] {
        var result = quiet(user)
        // A server on loopback may redirect to https; never the other way round.
        result["GIT_ALLOW_PROTOCOL"] = url.scheme == .http ? "http:https" : "https:ssh"
        result["GIT_SSH_COMMAND"] = sshCommand
        guard let account = url.account else { return result }
        let count = user["GIT_CONFIG_COUNT"].flatMap { Int($0) } ?? 0
        result["GIT_CONFIG_COUNT"] = "\(count + 1)"
        result["GIT_CONFIG_KEY_\(count)"] = "http.\(url.origin)/.extraHeader"
        result["GIT_CONFIG_VALUE_\(count)"] = BasicHeader.line(user: account.user, password: account.password)
        return result
    }

    /// For asking after the user's configuration.
    static func quiet(_ user: [String: String]) -> [String: String] {
        // Traces go to the error stream, and some show credentials.
        var result = user.filter {
            !repository.contains($0.key) && !$0.key.hasPrefix("GIT_TRACE") && $0.key != "GIT_CURL_VERBOSE"
                && !$0.key.hasPrefix("LC_")
        }
        // No repository is looked for: where we run, one may lie about with a configuration of its own.
        result["GIT_DIR"] = "/dev/null"
        result["GIT_TERMINAL_PROMPT"] = "0"
        // Present and empty: neither the configuration nor SSH_ASKPASS is asked for a program instead.
        result["GIT_ASKPASS"] = ""
        result["SSH_ASKPASS"] = ""
        result["SSH_ASKPASS_REQUIRE"] = "never"
        result["GCM_INTERACTIVE"] = "never"
        result["LC_ALL"] = "C"
        result["LANGUAGE"] = nil
        return result
    }

    /// For the repository around a working tree: the user's own excludes count. Nothing is written, not even an index.
    static func tree(user: [String: String]) -> [String: String] {
        var result = quiet(user)
        result["GIT_DIR"] = nil
        result["GIT_OPTIONAL_LOCKS"] = "0"
        return result
    }

    /// For a repository in a folder: nothing of the user's, and no protocol at all, so that a repository whose objects
    /// are elsewhere cannot make `git` fetch them.
    static func local(_ path: String, user: [String: String]) -> [String: String] {
        var result = [
            "GIT_DIR": path, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_ALLOW_PROTOCOL": "",
            "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "", "LC_ALL": "C",
        ]
        result["PATH"] = user["PATH"]
        return result
    }
}
