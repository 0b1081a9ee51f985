/// One exchange with one server, without redirects and retries: what ``CurlLoop`` carries out.
struct Transfer: Sendable {
    let address: HTTPAddress
    let method: HTTPMethod
    /// Whole header lines, `Name: value`.
    let headerLines: [String]
    let body: [UInt8]?
    let bodyLimit: Int
    let timeout: Duration
    let connectTimeout: Duration
    let acceptsCompression: Bool
    let verifiesPeer: Bool
    let caFile: String?
    let caDirectory: String?
    let certificates: HostCertificates?

    /// A loopback host is asked directly, whatever proxy the environment names.
    var avoidsProxy: Bool { NetworkPlace(host: address.host) == .loopback }
}

/// What came back.
struct TransferResult: Sendable {
    var status = 0
    var headers = HTTPHeaders()
    var body: [UInt8] = []
}
