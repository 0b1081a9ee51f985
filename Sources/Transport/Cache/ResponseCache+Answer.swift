/// A value, and where it comes from.
public struct CachedAnswer<Value> {
    public enum Origin: Sendable {
        /// Asked for, and sent in full.
        case network
        /// Asked for, and unchanged since it was stored.
        case revalidated
        /// Not asked for.
        case cache
    }

    public let value: Value
    public let origin: Origin

    /// When upstream said so, in seconds since 1970, where that is worth telling: offline, and for an answer that is
    /// older than anyone would expect (``CacheLimits/defaultAge``). Nil otherwise.
    public let asOf: Int64?
}

extension CachedAnswer: Sendable where Value: Sendable {}

extension ResponseCache {
    /// The answer to a question: from the cache where that is allowed, else by asking.
    ///
    /// Only what `read` accepts is stored, and what it does not accept any more counts as not stored; so an answer that
    /// is garbled, or a lie about a digest, does no harm later.
    ///
    /// - Parameters:
    ///   - ask: Sends the request, with these fields added. A 304 is expected only when there are any.
    ///   - read: Makes the value of an answer, verified; throws for one that is of no use.
    ///   - missing: The error when nothing may be asked and nothing is stored.
    public func answer<Value, Failure: Error>(
        to question: CacheQuestion,
        ask: (HTTPHeaders) async throws(Failure) -> HTTPResponse,
        read: (HTTPResponse) throws(Failure) -> Value,
        missing: () -> Failure,
    ) async throws(Failure) -> CachedAnswer<Value> {
        let now = clock.unixTime()
        let stored = entry(for: question)
        if let stored, rules.accept(age: now - stored.confirmed, of: question) {
            if let value = try? read(stored.entry.response) {
                tell(question, age: now - stored.confirmed)
                folder?.use(stored.name, at: now, confirmed: stored.confirmed)
                return CachedAnswer(value: value, origin: .cache, asOf: asOf(stored, now))
            }
            folder?.remove(stored.name)
        }
        guard !rules.isOffline else { throw missing() }
        var conditions = HTTPHeaders()
        if let stored, !rules.refreshes, question.method != "HEAD" { conditions = stored.entry.conditions }
        let response = try await ask(conditions)
        guard response.status == 304, !conditions.fields.isEmpty, let stored else {
            return try keep(response, question, instead: stored, read)
        }
        guard let value = try? read(stored.entry.response) else {
            return try keep(try await ask(HTTPHeaders()), question, instead: nil, read)
        }
        confirm(stored, by: response, for: question)
        return CachedAnswer(value: value, origin: .revalidated, asOf: nil)
    }

    private func asOf(_ stored: Stored, _ now: Int64) -> Int64? {
        rules.isOffline || .seconds(now - stored.confirmed) > CacheLimits.defaultAge ? stored.confirmed : nil
    }

    private func keep<Value, Failure: Error>(
        _ response: HTTPResponse,
        _ question: CacheQuestion,
        instead stored: Stored?,
        _ read: (HTTPResponse) throws(Failure) -> Value,
    ) throws(Failure) -> CachedAnswer<Value> {
        let value = try read(response)
        // Many servers give no validators, and most answers are what they were: then nothing need be written.
        if let stored, stored.entry.says(the: response) {
            folder?.confirm(stored.name, at: clock.unixTime())
        } else {
            store(response, for: question)
        }
        return CachedAnswer(value: value, origin: .network, asOf: nil)
    }
}
