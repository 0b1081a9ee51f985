internal import Artifacts
internal import Transport

extension RegistryClient {
    /// The root of a repository's part of the API, `…/v2/<name>/`.
    func base(of place: RegistryPlace) async throws(RegistryError) -> HTTPAddress {
        let repository = place.repository
        let scheme: HTTPAddress.Scheme
        do throws(TransportError) {
            scheme = try await schemes.scheme(of: repository.host, isInsecure: place.isInsecure)
        } catch {
            throw RegistryError(error, host: repository.host, doing: "\(repository)")
        }
        guard let root = RegistryHost.address(repository.host, scheme: scheme) else {
            throw RegistryError(.invalidName, host: repository.host, "\(repository): malformed registry host")
        }
        return root.with(path: "/v2/\(repository.path)/", query: nil)
    }

    /// Sends a call, and answers the challenges that come back; gives the last answer, whatever its status.
    func perform(_ call: RegistryCall) async throws(RegistryError) -> HTTPResponse {
        var steps = await AuthenticationSteps(call: call, client: self)
        var step = await steps.first()
        for _ in 0..<RegistryLimits.authenticationSteps {
            let authorization = try await steps.authorization(for: step)
            guard let authorization else {
                guard let next = steps.next(afterDenied: step) else { throw steps.refusal(call) }
                step = next
                continue
            }
            let request = call.request(
                authorization.header, usesAccount: authorization.usesAccount, timeout: options.timeout)
            var response = try await send(request, for: call)
            if let foreign = try await ForeignChallenge(response, of: call, client: self)?.answer() {
                response = foreign
            }
            guard let next = await steps.next(after: step, authorization, response) else {
                steps.finish(step, response)
                return response
            }
            step = next
        }
        throw steps.refusal(call)
    }

    func send(_ request: HTTPRequest, for call: RegistryCall) async throws(RegistryError) -> HTTPResponse {
        do throws(TransportError) {
            let response = try await http.send(request)
            for warning in Warning.texts(response.headers.values(for: "Warning")) {
                notices.post("\(call.repository.host) warns: \(warning)")
            }
            tellBudget(of: call)
            return response
        } catch {
            throw RegistryError(error, host: call.repository.host, doing: call.doing)
        }
    }

    /// Says once that a registry grants little more.
    private func tellBudget(of call: RegistryCall) {
        let host = call.address.origin.hostAndPort
        guard let budget = http.budget(of: host), budget.isLow else { return }
        let source = budget.source.map { ", counted for \($0)" } ?? ""
        notices.post(
            "\(call.repository.host): \(budget)\(source); what is optional is no longer asked",
            once: "budget of \(host)",
        )
    }
}
