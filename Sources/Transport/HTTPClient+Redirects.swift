extension HTTPClient {
    /// One try: the request, and each redirect that the policy allows.
    func follow(
        _ request: HTTPRequest,
        from start: HTTPAddress,
        timer: ExchangeTimer,
    ) async throws(TransportError) -> HTTPResponse {
        var address = start
        var isTrusted = true
        var hop = 0
        while true {
            let result = try await exchange(request, with: address, isTrusted: isTrusted, timer: timer)
            let response = HTTPResponse(
                status: result.status,
                headers: result.headers,
                body: result.body,
                url: address.text,
            )
            guard request.followsRedirects, request.method.isSafe, RedirectPolicy.isRedirect(status: result.status),
                let location = result.headers["Location"]
            else { return response }
            hop += 1
            let target = try options.redirects.target(from: address, location: location, hop: hop)
            if target.origin != address.origin { isTrusted = false }
            address = target
        }
    }

    /// One exchange with one server, when the gate of its host admits it.
    private func exchange(
        _ request: HTTPRequest,
        with address: HTTPAddress,
        isTrusted: Bool,
        timer: ExchangeTimer,
    ) async throws(TransportError) -> TransferResult {
        let host = address.origin.hostAndPort
        let certificates = try certificates.certificates(for: address.origin)
        return try await gate.pass(host) { () async throws(TransportError) -> TransferResult in
            let remaining = timer.remaining
            guard remaining > .zero else {
                throw TransportError(.timeout, "\(address.origin): no answer within the time limit")
            }
            let started = options.clock.now()
            let answer = await loop.perform(
                transfer(request, to: address, isTrusted: isTrusted, timeout: remaining, certificates))
            trace(request.method, address, answer, took: options.clock.now() - started)
            return try answer.get()
        }
    }

    private func transfer(
        _ request: HTTPRequest,
        to address: HTTPAddress,
        isTrusted: Bool,
        timeout: Duration,
        _ certificates: HostCertificates?,
    ) -> Transfer {
        var lines = ["User-Agent: \(options.userAgent)"]
        for field in request.headers.fields {
            if !isTrusted, Self.isCredential(field.name) { continue }
            // libcurl takes a name with nothing behind it as the wish to send no such field; the semicolon sends it
            // empty.
            lines.append(field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
        }
        if isTrusted, let authorization = request.authorization {
            lines.append("Authorization: \(authorization.reveal())")
        }
        // No waiting for 100 Continue before a large body.
        if request.method == .post { lines.append("Expect:") }
        return Transfer(
            address: address,
            method: request.method,
            headerLines: lines,
            body: request.body,
            bodyLimit: request.bodyLimit,
            timeout: timeout,
            connectTimeout: options.connectTimeout,
            acceptsCompression: request.acceptsCompression,
            verifiesPeer: !(request.skipsVerification && isTrusted) && !options.insecureHosts.contains(address.host)
                && !options.insecureHosts.contains("\(address.host):\(address.origin.port)"),
            caFile: options.caFile,
            caDirectory: options.caDirectory,
            certificates: certificates,
        )
    }

    private static func isCredential(_ name: String) -> Bool {
        ["Authorization", "Cookie", "Proxy-Authorization", "X-API-Key", "PRIVATE-TOKEN"].contains {
            HTTPHeaders.equal($0, name)
        }
    }

    private func trace(_ method: HTTPMethod, _ address: HTTPAddress, _ answer: CurlLoop.Answer, took: Duration) {
        guard let trace = options.trace else { return }
        let milliseconds = took.components.seconds * 1_000 + took.components.attoseconds / 1_000_000_000_000_000
        switch answer {
        case .success(let result):
            trace("\(method.rawValue) \(address) \(result.status), \(result.body.count) bytes, \(milliseconds) ms")
        case .failure(let error):
            trace("\(method.rawValue) \(address) \(error.kind.rawValue), \(milliseconds) ms: \(error.message)")
        }
    }
}
