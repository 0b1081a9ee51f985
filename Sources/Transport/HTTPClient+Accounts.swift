/// Where in a `send` an exchange stands.
struct ExchangeStep {
    /// From 1.
    let attempt: Int
    /// Redirects so far.
    let hop: Int
    /// Still at the origin that the credentials are for.
    let isTrusted: Bool
}

extension HTTPClient {
    /// Notes an exchange that ended, and traces it.
    func report(
        _ transfer: Transfer,
        _ request: HTTPRequest,
        _ step: ExchangeStep,
        _ answer: CurlLoop.Answer,
        took: Duration,
    ) {
        guard options.trace != nil || options.log != nil else { return }
        let record = Self.record(transfer, request, step, answer)
        options.log?.note(record)
        guard let trace = options.trace else { return }
        let fields = TraceLine.fields(transfer.headerLines)
        switch answer {
        case .success(let result):
            let wire = result.wire
            trace(TraceLine.text(record, outcome: "\(result.status)", wire: wire, took: took, fields: fields))
            if RedirectPolicy.isRedirect(status: result.status), let location = result.headers["Location"] {
                trace("redirect of \(transfer.address) to \(Redaction.url(location))")
            }
        case .failure(let error):
            let outcome = "\(error.kind.rawValue) (\(error.message))"
            trace(TraceLine.text(record, outcome: outcome, wire: nil, took: took, fields: fields))
        }
    }

    private static func record(
        _ transfer: Transfer,
        _ request: HTTPRequest,
        _ step: ExchangeStep,
        _ answer: CurlLoop.Answer,
    ) -> RequestRecord {
        let result = try? answer.get()
        let failure: TransportError.Kind? = if case .failure(let error) = answer { error.kind } else { nil }
        let isConditional = request.headers["If-None-Match"] != nil || request.headers["If-Modified-Since"] != nil
        return RequestRecord(
            method: transfer.method.rawValue,
            url: transfer.address.description,
            host: transfer.address.origin.hostAndPort,
            purpose: request.purpose,
            answer: result.map { $0.status == 304 && isConditional ? .revalidated : .network } ?? .none,
            status: result?.status,
            failure: failure,
            bytes: result?.wire.bytes ?? 0,
            attempt: step.attempt,
            hop: step.hop,
        )
    }
}
