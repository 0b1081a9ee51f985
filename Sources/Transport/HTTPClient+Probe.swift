extension HTTPClient {
    /// Whether the server at `host` (`name` or `name:port`, 443 by default) speaks TLS; meant for loopback hosts.
    ///
    /// Only the first message of a handshake is sent: no request, no name, no credentials. A server that does not
    /// answer within ``TransportLimits/probeSeconds``, or at all, counts as one that does not.
    ///
    /// - Throws: `invalidURL` for a malformed host, `closed` when no thread can be started.
    public func speaksTLS(at host: String, for subject: String = "") async throws(TransportError) -> Bool {
        guard let origin = HTTPAddress("https://\(host)/")?.origin else {
            throw TransportError(.invalidURL, "“\(RemoteText.clean(host))” is not a host")
        }
        let started = options.clock.now()
        let answer = await withCheckedContinuation { (continuation: CheckedContinuation<Bool?, Never>) in
            let isRunning = BackgroundThread.start {
                continuation.resume(returning: TLSProbe(host: origin.host, port: origin.port).run())
            }
            if !isRunning { continuation.resume(returning: nil) }
        }
        guard let answer else { throw CurlLoop.closed }
        let record = RequestRecord(
            method: "TLS",
            url: "\(origin)",
            host: origin.hostAndPort,
            purpose: RequestPurpose(.probe, of: subject.isEmpty ? host : subject),
            answer: .network,
        )
        options.log?.note(record)
        let took = options.clock.now() - started
        let outcome = answer ? "speaks TLS" : "speaks no TLS"
        options.trace?(TraceLine.text(record, outcome: outcome, wire: nil, took: took, fields: ""))
        return answer
    }
}
