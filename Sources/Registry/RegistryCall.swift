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
    var followsRedirects = true
    /// Fields that make the request conditional.
    var conditions = HTTPHeaders()

    /// Under the name that it has at its place, which tokens and credentials are for.
    var repository: RepositoryName { place.repository }

    func request(_ authorization: Secret?, timeout: Duration?) -> HTTPRequest {
        var headers = HTTPHeaders()
        if let accept { headers.add("Accept", accept) }
        for field in conditions.fields { headers.add(field.name, field.value) }
        return HTTPRequest(
            method: method,
            url: address.text,
            headers: headers,
            authorization: authorization,
            bodyLimit: bodyLimit,
            timeout: timeout,
            acceptsCompression: acceptsCompression,
            followsRedirects: followsRedirects,
            skipsVerification: place.isInsecure,
        )
    }
}
