extension HTTPClient {
    /// Tries until an answer stands, the tries are used up, or the time is.
    func sendWithRetries(_ request: HTTPRequest, to address: HTTPAddress) async throws(TransportError) -> HTTPResponse {
        let policy = request.retries && request.method.isSafe ? options.retries : .none
        let timer = ExchangeTimer(limit: request.timeout ?? options.timeout, clock: options.clock)
        var attempt = 1
        var waited = Duration.zero
        while true {
            let outcome: Result<HTTPResponse, TransportError>
            do throws(TransportError) {
                outcome = .success(try await follow(request, from: address, attempt: attempt, timer: timer))
            } catch {
                outcome = .failure(error)
            }
            let pause = pause(after: outcome, attempt: attempt, policy: policy, host: address.origin)
            guard let pause else { return try outcome.get() }
            // The wait that a 429 asks for has a bound of its own, ``RetryPolicy/longestWait``: over all tries.
            let isAskedFor = (try? outcome.get())?.isRateLimited == true && waited + pause <= policy.longestWait
            if isAskedFor {
                waited += pause
                timer.exclude(pause)
            }
            guard pause < timer.remaining else { return try outcome.get() }
            options.trace?("retry \(attempt) of \(address) in \(pause.formatted)")
            do {
                try await options.clock.sleep(pause)
            } catch {
                throw TransportError(.cancelled, "\(address.origin): cancelled between two tries")
            }
            attempt += 1
        }
    }

    /// How long to wait before the next try; `nil` when there is none. A 429 closes the gate of its host, tries left
    /// or not.
    private func pause(
        after outcome: Result<HTTPResponse, TransportError>,
        attempt: Int,
        policy: RetryPolicy,
        host: HTTPOrigin,
    ) -> Duration? {
        let draw = policy.draw(afterAttempt: attempt, chance: options.clock.random())
        switch outcome {
        case .failure(let error):
            return error.isRetryable && attempt < policy.attempts ? draw : nil
        case .success(let response):
            let asked = retryAfter(response.headers)
            if response.status == 429 {
                let answering = HTTPAddress(response.url)?.origin ?? host
                gate.close(answering.hostAndPort, for: asked ?? draw)
            }
            guard policy.statuses.contains(response.status), attempt < policy.attempts else { return nil }
            guard let asked else { return draw }
            return asked <= policy.longestWait ? asked : nil
        }
    }

    func retryAfter(_ headers: HTTPHeaders) -> Duration? {
        headers["Retry-After"].flatMap { RetryAfter.wait($0, now: options.clock.unixTime()) }
    }
}

extension HTTPResponse {
    fileprivate var isRateLimited: Bool { status == 429 && retryAt != nil }
}
