internal import Processes

/// How `git` is to call `ssh`, so that nothing is asked; found out once, at first need.
actor SSHCommand {
    /// Appended to a command line of OpenSSH: passwords, passphrases and unknown hosts fail at once.
    private static let quiet = "-oBatchMode=yes"

    private let environment: [String: String]
    private var finding: Task<String?, Never>?

    init(environment: [String: String]) {
        self.environment = environment
    }

    /// The user's own command in git's order (`GIT_SSH_COMMAND`, `core.sshCommand`, `GIT_SSH`), told to be quiet where
    /// it is OpenSSH's; `nil` leaves the choice to git, for the last of the three.
    func value() async -> String? {
        if let finding { return await finding.value }
        let task = Task { await find() }
        finding = task
        return await task.value
    }

    private func find() async -> String? {
        if let own = environment["GIT_SSH_COMMAND"], !own.isEmpty { return Self.quieted(own) }
        if let own = await configured() { return Self.quieted(own) }
        if let program = environment["GIT_SSH"], !program.isEmpty { return nil }
        return Self.quieted("ssh")
    }

    static func quieted(_ command: String) -> String {
        let program = command.split(separator: " ").first?.split(separator: "/").last
        return program == "ssh" ? "\(command) \(quiet)" : command
    }

    private func configured() async -> String? {
        let query = BoundedProcess(
            "git", ["config", "--get", "core.sshCommand"], environment: GitEnvironment.quiet(environment),
            directory: "/", time: GitLimits.configurationTime, outputBytes: GitLimits.configurationBytes
        )
        guard let answer = try? await query.run() else { return nil }
        let text = String(decoding: answer.output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        return text.isEmpty ? nil : text
    }
}
