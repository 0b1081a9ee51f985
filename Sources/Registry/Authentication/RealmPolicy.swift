internal import Transport

/// Which token servers are asked, and which of them are given credentials.
///
/// A realm is a URL that the registry chooses, and a hostile registry chooses badly: CVE-2020-15157,
/// GHSA-xf85-363p-868w.
struct RealmPolicy: Sendable {
    let trustedHosts: Set<String>

    /// Token servers of well-known registries whose names do not show that they belong together.
    private static let partners: [String: Set<String>] = [
        "registry-1.docker.io": ["auth.docker.io"],
        "registry.gitlab.com": ["gitlab.com"],
        "registry.redhat.io": ["sso.redhat.com"],
        "registry.connect.redhat.com": ["sso.redhat.com"],
    ]

    /// Names below which strangers register theirs: sharing one of these proves nothing.
    private static let sharedSuffixes: Set<String> = [
        "co.uk", "org.uk", "ac.uk", "com.au", "net.au", "org.au", "co.nz", "co.jp", "ne.jp", "or.jp", "com.br",
        "com.cn",
        "com.tw", "co.kr", "co.in", "com.mx", "com.tr", "co.za", "github.io", "gitlab.io", "azurecr.io",
        "amazonaws.com",
        "cloudfront.net", "pkg.dev", "run.app", "web.app", "appspot.com", "herokuapp.com", "azurewebsites.net",
        "windows.net",
        "cloudapp.net", "fly.dev", "vercel.app", "netlify.app", "pages.dev", "workers.dev", "ngrok.io", "ngrok.app",
        "nip.io",
        "sslip.io", "duckdns.org", "dyndns.org", "jfrog.io", "cluster.local",
    ]

    /// The realm as a URL, or why it is not asked.
    func realm(_ text: String, registry: HTTPOrigin) throws(Refusal) -> HTTPAddress {
        guard let realm = HTTPAddress(text) else {
            throw Refusal(
                message: "the token realm “\(Redaction.url(text))” is no http or https URL without user information",
            )
        }
        if realm.scheme == .http, registry.scheme == .https {
            throw Refusal(message: "the token realm \(realm.origin) is plain http, while the registry speaks https")
        }
        if let reason = RedirectPolicy.refusal(from: registry, to: realm.origin) {
            throw Refusal(message: "the token realm \(realm.origin) is \(reason)")
        }
        return realm
    }

    /// Whether credentials for `registry` may be sent to the token server `realm`.
    func mayReceiveCredentials(_ realm: HTTPOrigin, registry: HTTPOrigin) -> Bool {
        if realm.host == registry.host || trustedHosts.contains(realm.host) || trustedHosts.contains(realm.hostAndPort)
        {
            return true
        }
        if Self.partners[registry.host]?.contains(realm.host) == true { return true }
        if NetworkPlace(host: realm.host) == .loopback { return NetworkPlace(host: registry.host) == .loopback }
        return Self.areRelated(realm.host, registry.host)
    }

    /// Whether two hosts belong together by their names, or are known to; a loopback host belongs to itself alone.
    func belongs(_ realm: HTTPOrigin, to registry: HTTPOrigin) -> Bool {
        realm.host == registry.host && NetworkPlace(host: realm.host) != .loopback
            || Self.partners[registry.host]?.contains(realm.host) == true || Self.areRelated(realm.host, registry.host)
    }

    /// Two names below one domain that belongs to somebody: `gitlab.example.org` and `registry.example.org`.
    static func areRelated(_ left: String, _ right: String) -> Bool {
        guard let domain = ownDomain(left) else { return false }
        return domain == ownDomain(right)
    }

    /// The last two labels, or three when the last two are a shared suffix. Addresses have none.
    private static func ownDomain(_ host: String) -> String? {
        guard NetworkPlace(host: host) == .publicNetwork, !host.contains(":") else { return nil }
        let labels = host.split(separator: ".")
        guard labels.count >= 2, labels.last?.utf8.allSatisfy({ (0x30...0x39).contains($0) }) == false else {
            return nil
        }
        let two = labels.suffix(2).joined(separator: ".")
        guard sharedSuffixes.contains(two) else { return two }
        return labels.count >= 3 ? labels.suffix(3).joined(separator: ".") : nil
    }

    struct Refusal: Error {
        let message: String
    }
}
