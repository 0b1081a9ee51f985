/// One challenge of a `WWW-Authenticate` field (RFC 9110, section 11.6.1).
struct Challenge: Sendable, Equatable {
    /// Lower case.
    let scheme: String
    let token68: String?
    /// Names in lower case; the first of equal names counts.
    let parameters: [String: String]

    init(scheme: String, token68: String? = nil, parameters: [String: String] = [:]) {
        self.scheme = scheme
        self.token68 = token68
        self.parameters = parameters
    }

    /// All challenges of all fields, in order, at most ``RegistryLimits/challenges``.
    static func parse(_ fields: [String]) -> [Challenge] {
        var result: [Challenge] = []
        for field in fields {
            var parser = ChallengeParser(field)
            result += parser.challenges()
            if result.count >= RegistryLimits.challenges { break }
        }
        return Array(result.prefix(RegistryLimits.challenges))
    }
}
