internal import Transport

/// Runs credential helpers: each once for each server key, at the first need, whoever asks at the same time.
actor HelperDesk {
    struct Question: Hashable, Sendable {
        let helper: CredentialHelper
        /// The server's key, as the helper is given it.
        let server: String
    }

    private let environment: [String: String]
    private let time: Duration
    private let notice: (@Sendable (String) -> Void)?
    private var told: Set<String> = []
    private var answers: [Question: Task<CredentialHelper.Answer, Never>] = [:]

    /// - Parameters:
    ///   - environment: what the helpers see; their folder is in its `PATH`.
    ///   - time: for one answer.
    ///   - notice: told of each helper that fails.
    init(environment: [String: String], time: Duration, notice: (@Sendable (String) -> Void)?) {
        self.environment = environment
        self.time = time
        self.notice = notice
    }

    func answer(_ question: Question) async -> CredentialHelper.Answer {
        if let task = answers[question] { return await task.value }
        let task = Task { await ask(question) }
        answers[question] = task
        return await task.value
    }

    private func ask(_ question: Question) async -> CredentialHelper.Answer {
        let answer = await question.helper.get(question.server, environment: environment, time: time)
        switch answer {
        case .failed(let reason):
            let server = RemoteText.clean(CredentialStore.normalize(question.server))
            tell("credential helper \(question.helper.program) \(reason): \(server) is read without credentials")
        case .missing:
            // Once for all hosts: a file that was made on another machine names one for each.
            tell(
                "credential helper \(question.helper.program) is not installed, or may not be run: "
                    + "its hosts are read without credentials")
        case .found, .none: break
        }
        return answer
    }

    private func tell(_ text: String) {
        if told.insert(text).inserted { notice?(text) }
    }
}
