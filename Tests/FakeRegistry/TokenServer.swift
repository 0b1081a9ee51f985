internal import Crypto
internal import Synchronization

/// A token server on loopback for ``DockerRegistry``: signs a JWT for what is asked and allowed.
///
/// Everybody may pull below `public/`; an account may pull and push everything. Wrong credentials are answered with
/// 401. Source: distribution, spec/auth/token.md and jwt.md.
public final class TokenServer: Sendable {
    /// How long tokens last, in seconds.
    public struct Life: Sendable {
        /// What the reply says (`expires_in`).
        public var announced = 300
        /// What the token says (`exp`), from now on. The registry grants 60 more.
        public var real = 300

        public init() {}
    }

    public static let issuer = "astern-test-issuer"
    public static let service = "astern-test-registry"

    /// The certificate that the registry must trust, in PEM form.
    public var certificate: String { authority.certificate }

    private let server: FakeServer
    private let authority: TestAuthority
    private let state: StateBox

    private struct State {
        var life = Life()
        var issued: [String] = []
    }

    private final class StateBox: Sendable {
        let value = Mutex(State())
    }

    /// - Parameters:
    ///   - signer: Its certificate, signed by the authority, goes along with each token.
    ///   - accounts: User ⇒ password.
    ///   - now: Seconds since 1970.
    public init(
        signer: TestAuthority.Pair, authority: TestAuthority, accounts: [String: String],
        now: @escaping @Sendable () -> Int
    ) throws {
        self.authority = authority
        let key = try P256.Signing.PrivateKey(pemRepresentation: TextFile.read(signer.key))
        let chain = TextFile.read(signer.certificate).split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined()
        let state = StateBox()
        self.state = state
        server = try FakeServer { request in
            let account = Self.account(request.header("Authorization"), accounts)
            guard case .known(let user) = account else { return FakeReply(401, json: #"{"details":"wrong password"}"#) }
            let granted = request.query("scope").compactMap { Self.grant($0, isAnonymous: user == nil) }
            let lasts = state.value.withLock { $0.life }
            let moment = now()
            let claims = """
                {"iss":"\(Self.issuer)","sub":"\(user ?? "")","aud":"\(Self.service)","exp":\(moment + lasts.real),\
                "nbf":\(moment - 120),"iat":\(moment - 120),"jti":"1","access":[\(granted.joined(separator: ","))]}
                """
            let header = #"{"typ":"JWT","alg":"ES256","x5c":["\#(chain)"]}"#
            let signed = "\(Base64.url(Array(header.utf8))).\(Base64.url(Array(claims.utf8)))"
            guard let signature = try? key.signature(for: Array(signed.utf8)) else { return FakeReply(500) }
            let token = "\(signed).\(Base64.url(Array(signature.rawRepresentation)))"
            state.value.withLock { $0.issued.append(token) }
            return FakeReply(200, json: #"{"token":"\#(token)","expires_in":\#(lasts.announced)}"#)
        }
    }

    public var realm: String { "\(server.url)/token" }

    public var requests: [FakeRequest] { server.requests }

    public func forgetRequests() { server.forgetRequests() }

    /// Every token so far.
    public var issued: [String] { state.value.withLock { $0.issued } }

    public func change(_ edit: (inout Life) -> Void) { state.value.withLock { edit(&$0.life) } }

    private enum Account {
        /// `nil`: nobody in particular.
        case known(String?)
        case wrong
    }

    private static func account(_ header: String?, _ accounts: [String: String]) -> Account {
        guard let header else { return .known(nil) }
        for (user, password) in accounts where header == "Basic \(Base64.standard(Array("\(user):\(password)".utf8)))" {
            return .known(user)
        }
        return .wrong
    }

    /// The entry of `access` for a scope; `nil` when nothing is granted.
    private static func grant(_ scope: String, isAnonymous: Bool) -> String? {
        let parts = scope.split(separator: ":").map(String.init)
        guard parts.count == 3, parts[0] == "repository" else { return nil }
        let asked = parts[2].split(separator: ",").map(String.init)
        let allowed = isAnonymous ? (parts[1].hasPrefix("public/") ? ["pull"] : []) : ["pull", "push"]
        let actions = asked.filter { allowed.contains($0) }.map { #""\#($0)""# }.joined(separator: ",")
        return #"{"type":"repository","name":"\#(parts[1])","actions":[\#(actions)]}"#
    }
}
