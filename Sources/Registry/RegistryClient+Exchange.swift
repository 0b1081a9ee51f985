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
        var step = steps.first()
        for _ in 0..<RegistryLimits.authenticationSteps {
            let authorization = try await steps.authorization(for: step)
            guard let authorization else {
                guard let next = steps.next(afterDenied: step) else { throw steps.refusal(call) }
                step = next
                continue
            }
            let response = try await send(call, authorization.header)
            guard let next = steps.next(after: step, authorization, response) else {
                steps.finish(step, response)
                return response
            }
            step = next
        }
        throw steps.refusal(call)
    }

    private func send(_ call: RegistryCall, _ authorization: Secret?) async throws(RegistryError) -> HTTPResponse {
        do throws(TransportError) {
            let response = try await http.send(call.request(authorization, timeout: options.timeout))
            for warning in Warning.texts(response.headers.values(for: "Warning")) {
                notices.post("\(call.repository.host) warns: \(warning)")
            }
            return response
        } catch {
            throw RegistryError(error, host: call.repository.host, doing: call.doing)
        }
    }
}
