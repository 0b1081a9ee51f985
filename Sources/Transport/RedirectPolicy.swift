/// Which redirects are followed. Each hop is judged before anything is sent to it.
///
/// Rules: statuses 301, 302, 303, 307, 308; at most ``maximumHops``; no user information; never from https to http;
/// never from a public host to a loopback, private, link-local or otherwise special address, and never to a
/// link-local one. `Authorization` goes on only while scheme, host and port stay the same, and once dropped it stays
/// dropped.
public struct RedirectPolicy: Sendable, Equatable {
    public var maximumHops: Int

    public init(maximumHops: Int) {
        self.maximumHops = maximumHops
    }

    public static let standard = RedirectPolicy(maximumHops: TransportLimits.redirects)

    /// True for an answer that names another place.
    public static func isRedirect(status: Int) -> Bool {
        switch status {
        case 301, 302, 303, 307, 308: true
        default: false
        }
    }

    /// The URL to go to, or why not.
    public func target(
        from source: HTTPAddress,
        location: String,
        hop: Int,
    ) throws(TransportError) -> HTTPAddress {
        guard hop <= maximumHops else {
            throw TransportError(.redirect, "\(source.origin): more than \(maximumHops) redirects")
        }
        guard let target = source.resolve(location) else {
            let shown = Redaction.url(RemoteText.clean(location))
            throw TransportError(
                .redirect,
                "\(source.origin): redirect to “\(shown)”, which is not an http or https URL without user information",
            )
        }
        if source.scheme == .https, target.scheme == .http {
            throw TransportError(.redirect, "\(source.origin): redirect from https to \(target.origin) refused")
        }
        if let refusal = Self.refusal(from: source.origin, to: target.origin) {
            throw TransportError(.redirect, "\(source.origin): redirect to \(target.origin) refused: \(refusal)")
        }
        return target
    }

    /// Why a peer at `source` may not send us to `target`, judged by the spelling of the hosts; `nil` when it may.
    public static func refusal(from source: HTTPOrigin, to target: HTTPOrigin) -> String? {
        if source.host == target.host, source.port == target.port { return nil }
        let inner = NetworkPlace(host: target.host)
        switch (NetworkPlace(host: source.host), inner) {
        case (_, .publicNetwork), (.loopback, .loopback), (.privateNetwork, .privateNetwork): return nil
        case (_, .loopback): return "a loopback address"
        case (_, .privateNetwork): return "an address in a private network"
        case (_, .linkLocal): return "a link-local address"
        case (_, .special): return "a special address"
        }
    }
}
