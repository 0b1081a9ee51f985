/// One exchange with one server, without redirects and retries: what ``CurlLoop`` carries out.
struct Transfer: Sendable {
    let address: HTTPAddress
    let method: HTTPMethod
    /// Whole header lines, `Name: value`.
    let headerLines: [String]
    let body: [UInt8]?
    let bodyLimit: Int
    /// On the client's clock.
    let deadline: Duration
    /// What ``deadline`` was made of, for messages.
    let timeLimit: Duration
    let slowestBody: Int?
    let connectTimeout: Duration
    let acceptsCompression: Bool
    let verifiesPeer: Bool
    let caFile: String?
    let caDirectory: String?
    let certificates: HostCertificates?
    let proxy: Proxy?

    /// When the transfer ends if it has not by itself: a large body that has begun is given the time that it may take.
    func deadline(hasBegun: Bool) -> Duration {
        guard hasBegun, let slowestBody else { return deadline }
        return deadline + .seconds(bodyLimit / max(1, slowestBody))
    }
}

/// What came back.
struct TransferResult: Sendable {
    var status = 0
    var headers = HTTPHeaders()
    var body: [UInt8] = []
    var wire = WireFacts()
}
