/// When a stored answer is used instead of asking.
public struct CacheRules: Sendable, Equatable {
    /// Answers up to this age are used unasked (`--max-age`); nil: ``CacheLimits/defaultAge``, and never for a loopback
    /// host, whose contents change while one works on them and which costs nothing to ask.
    public var maximumAge: Duration?

    /// Asks anew, without conditions, whatever is stored (`--refresh`).
    public var refreshes: Bool

    /// Never asks: answers of any age are used (`--offline`).
    public var isOffline: Bool

    public init(maximumAge: Duration? = nil, refreshes: Bool = false, isOffline: Bool = false) {
        self.maximumAge = maximumAge
        self.refreshes = refreshes
        self.isOffline = isOffline
    }

    /// True when an answer of this age, in seconds, need not be asked for again. One from the future is not believed.
    func accept(age: Int64, of question: CacheQuestion) -> Bool {
        if isOffline { return true }
        if case .forever = question.lifetime { return true }
        if refreshes { return false }
        return age >= 0 && Duration.seconds(age) < (maximumAge ?? Self.defaultAge(of: question))
    }

    private static func defaultAge(of question: CacheQuestion) -> Duration {
        let host = HTTPAddress(question.url)?.host ?? ""
        return NetworkPlace(host: host) == .loopback ? .zero : CacheLimits.defaultAge
    }
}
