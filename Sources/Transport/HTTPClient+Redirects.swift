extension HTTPClient {
    /// One try: the request, and each redirect that the policy allows.
    func follow(
        _ request: HTTPRequest,
        from start: HTTPAddress,
        attempt: Int,
        timer: ExchangeTimer,
    ) async throws(TransportError) -> HTTPResponse {
        var address = start
        var isTrusted = true
        var hop = 0
        var movedTo: String?
        var isPermanent = true
        while true {
            let step = ExchangeStep(attempt: attempt, hop: hop, isTrusted: isTrusted)
            let result = try await exchange(request, with: address, step, timer: timer)
            let response = HTTPResponse(
                status: result.status,
                headers: result.headers,
                body: result.body,
                url: address.text,
                movedTo: movedTo,
                retryAt: retryAfter(result.headers).map { options.clock.unixTime() + $0.components.seconds },
            )
            guard request.followsRedirects, request.method.isSafe, RedirectPolicy.isRedirect(status: result.status),
                let location = result.headers["Location"]
            else { return response }
            hop += 1
            let target = try options.redirects.target(from: address, location: location, hop: hop)
            if target.origin != address.origin { isTrusted = false }
            address = target
            isPermanent = isPermanent && [301, 308].contains(result.status)
            if isPermanent { movedTo = address.text }
        }
    }

    /// One exchange with one server, when the gate of its host admits it.
    private func exchange(
        _ request: HTTPRequest,
        with address: HTTPAddress,
        _ step: ExchangeStep,
        timer: ExchangeTimer,
    ) async throws(TransportError) -> TransferResult {
        let host = address.origin.hostAndPort
        let certificates = try certificates.certificates(for: address.origin)
        let queuedAt = options.clock.now()
        return try await gate.pass(host, usesAccount: request.usesAccount && step.isTrusted) {
            () async throws(TransportError) -> TransferResult in
            timer.exclude(options.clock.now() - queuedAt)
            try refuseOptional(request, host)
            guard timer.remaining > .zero else {
                throw TransportError(.timeout, "\(address.origin): no answer within the time limit")
            }
            let started = options.clock.now()
            let transfer = transfer(request, to: address, isTrusted: step.isTrusted, timer: timer, certificates)
            let answer = await loop.perform(transfer)
            if case .success(let result) = answer { budgets.note(result.headers, from: host) }
            report(transfer, request, step, answer, took: options.clock.now() - started)
            return try answer.get()
        }
    }

    /// What a run does without is not asked when the host grants little more.
    private func refuseOptional(_ request: HTTPRequest, _ host: String) throws(TransportError) {
        guard request.isOptional, let budget = budgets.budget(of: host), budget.isLow else { return }
        throw TransportError(
            .rateLimited,
            "\(host): not asked for the optional \(request.purpose): \(budget), \(budget.reserve) are kept in reserve",
        )
    }

    private func transfer(
        _ request: HTTPRequest,
        to address: HTTPAddress,
        isTrusted: Bool,
        timer: ExchangeTimer,
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
            deadline: timer.deadline,
            timeLimit: timer.limit,
            slowestBody: request.slowestBody,
            connectTimeout: options.connectTimeout,
            acceptsCompression: request.acceptsCompression,
            verifiesPeer: !(request.skipsVerification && isTrusted) && !options.insecureHosts.contains(address.host)
                && !options.insecureHosts.contains("\(address.host):\(address.origin.port)"),
            caFile: options.caFile,
            caDirectory: options.caDirectory,
            certificates: certificates,
            proxy: options.proxies.proxy(for: address),
        )
    }

    private static func isCredential(_ name: String) -> Bool {
        ["Authorization", "Cookie", "Proxy-Authorization", "X-API-Key", "PRIVATE-TOKEN"].contains {
            HTTPHeaders.equal($0, name)
        }
    }
}
