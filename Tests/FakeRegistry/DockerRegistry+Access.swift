extension DockerRegistry {
    /// Who may come in, and how.
    public struct Access: Sendable {
        enum Accounts: Sendable {
            case everybody
            case basic(user: String, password: String)
            case token(TokenServer, user: String, password: String)
        }

        var accounts = Accounts.everybody
        /// Signs the server's certificate; plain HTTP without one.
        var authority: TestAuthority?
        /// Only clients with a certificate of the authority are served.
        var wantsClientCertificate = false

        public static let open = Access()

        /// Basic authentication with an htpasswd file.
        public static func basic(user: String, password: String) -> Access {
            Access(accounts: .basic(user: user, password: password))
        }

        /// Tokens of this server; the account is the one that pushes.
        public static func token(_ server: TokenServer, user: String, password: String) -> Access {
            Access(accounts: .token(server, user: user, password: password))
        }

        public func tls(_ authority: TestAuthority, wantsClientCertificate: Bool = false) -> Access {
            var copy = self
            copy.authority = authority
            copy.wantsClientCertificate = wantsClientCertificate
            return copy
        }

        /// `user:password` of the account that may push.
        var credentials: String? {
            switch accounts {
            case .everybody: nil
            case .basic(let user, let password), .token(_, let user, let password): "\(user):\(password)"
            }
        }

        /// The registry's configuration; keys and certificates lie in its folder.
        func configuration(_ folder: String) -> String {
            let clients = wantsClientCertificate ? ", clientcas: ['\(authority?.certificate ?? "")']" : ""
            let tls =
                authority == nil
                ? "" : ", tls: {certificate: '\(folder)/server.pem', key: '\(folder)/server.key'\(clients)}"
            let text = """
                version: 0.1
                log: {level: info}
                storage: {filesystem: {rootdirectory: '\(folder)/store'}}
                http: {addr: '127.0.0.1:0'\(tls)}

                """
            switch accounts {
            case .everybody: return text
            case .basic: return text + "auth: {htpasswd: {realm: test, path: '\(folder)/htpasswd'}}\n"
            case .token(let server, _, _):
                return text + """
                    auth:
                      token:
                        realm: '\(server.realm)'
                        service: '\(TokenServer.service)'
                        issuer: '\(TokenServer.issuer)'
                        rootcertbundle: '\(server.certificate)'

                    """
            }
        }
    }
}
