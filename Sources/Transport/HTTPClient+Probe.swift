extension HTTPClient {
    /// Whether a TLS connection to `host` (`name` or `name:port`, 443 by default) comes about.
    ///
    /// No request is sent, and the certificate is not checked: a server with a bad one does speak TLS, and the next
    /// request will say what is wrong with it. Not checking also saves reading the machine's certificates, 20 ms that
    /// a plain server on loopback should not cost.
    ///
    /// - Throws: `invalidURL` for a malformed host, `cancelled`, `closed`. Every other failure means no.
    public func speaksTLS(at host: String) async throws(TransportError) -> Bool {
        guard let address = HTTPAddress("https://\(host)/") else {
            throw TransportError(.invalidURL, "“\(RemoteText.clean(host))” is not a host")
        }
        let probe = Transfer(
            address: address,
            method: .get,
            headerLines: [],
            body: nil,
            bodyLimit: 0,
            timeout: options.connectTimeout,
            connectTimeout: options.connectTimeout,
            acceptsCompression: false,
            verifiesPeer: false,
            caFile: nil,
            caDirectory: nil,
            connectsOnly: true,
        )
        switch await loop.perform(probe) {
        case .success: return true
        case .failure(let error):
            switch error.kind {
            case .cancelled, .closed: throw error
            default: return false
            }
        }
    }
}
