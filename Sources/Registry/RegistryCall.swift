internal import Artifacts
internal import Transport

/// One request to a registry as a value, before authentication.
struct RegistryCall: Sendable {
    let place: RegistryPlace
    let method: HTTPMethod
    let address: HTTPAddress
    let accept: String?
    let bodyLimit: Int
    let acceptsCompression: Bool
    /// What is being done, for messages: `ghcr.io/org/app: listing tags`.
    let doing: String
    let question: RequestPurpose.Question
    var followsRedirects = true
    /// The run does without the answer.
    var isOptional = false
    /// For large bodies; see ``HTTPRequest/slowestBody``.
    var slowestBody: Int?
    /// Fields that make the request conditional.
    var conditions = HTTPHeaders()

    /// Under the name that it has at its place, which tokens and credentials are for.
    var repository: RepositoryName { place.repository }

    var purpose: RequestPurpose { RequestPurpose(question, of: repository.description) }

    /// - Parameter url: another URL than ``address``: where a redirect led.
    func request(
        _ authorization: Secret?, usesAccount: Bool, timeout: Duration?, url: String? = nil,
    ) -> HTTPRequest {
        var headers = HTTPHeaders()
        if let accept { headers.add("Accept", accept) }
        for field in conditions.fields { headers.add(field.name, field.value) }
        var request = HTTPRequest(
            method: method,
            url: url ?? address.text,
            headers: headers,
            authorization: authorization,
            bodyLimit: bodyLimit,
            timeout: timeout,
            acceptsCompression: acceptsCompression,
            followsRedirects: followsRedirects,
            // Where a redirect led is another server.
            skipsVerification: place.isInsecure && url == nil,
        )
        request.purpose = purpose
        request.isOptional = isOptional
        request.usesAccount = usesAccount
        request.slowestBody = slowestBody
        return request
    }
}
