internal import Synchronization

/// Which registries have the referrers call, so that one that lacks it is asked once in a run, and not for each digest.
///
/// The first lookup of a host is the probe. Others of the same host wait for its outcome; when it ends without one
/// (the network fails), the next of them is the probe.
final class ReferrerSupport: Sendable {
    enum Verdict: Sendable {
        /// Nothing is known: the caller must ask, and call ``settle(_:hasCall:)``.
        case probe
        case hasCall
        case lacksCall
    }

    private struct Host {
        var known: Bool?
        var isProbed = false
        var waiting: [CheckedContinuation<Verdict, Never>] = []
    }

    private let hosts = Mutex([String: Host]())

    func enter(_ host: String) async -> Verdict {
        await withCheckedContinuation { continuation in
            let verdict = hosts.withLock { hosts -> Verdict? in
                var entry = hosts[host] ?? Host()
                defer { hosts[host] = entry }
                if let known = entry.known { return known ? .hasCall : .lacksCall }
                if !entry.isProbed {
                    entry.isProbed = true
                    return .probe
                }
                entry.waiting.append(continuation)
                return nil
            }
            if let verdict { continuation.resume(returning: verdict) }
        }
    }

    /// - Parameter hasCall: nil when the probe could not tell.
    func settle(_ host: String, hasCall: Bool?) {
        let (released, verdict) = hosts.withLock { hosts -> ([CheckedContinuation<Verdict, Never>], Verdict) in
            var entry = hosts[host] ?? Host()
            defer { hosts[host] = entry }
            entry.known = hasCall
            guard let hasCall else {
                guard !entry.waiting.isEmpty else {
                    entry.isProbed = false
                    return ([], .probe)
                }
                return ([entry.waiting.removeFirst()], .probe)
            }
            let all = entry.waiting
            entry.waiting = []
            return (all, hasCall ? .hasCall : .lacksCall)
        }
        for continuation in released { continuation.resume(returning: verdict) }
    }
}
