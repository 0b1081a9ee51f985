internal import Synchronization

/// Every exchange of a run, for `--explain-requests`. Shared by all who send, and by caches that save sending.
public final class RequestLog: Sendable {
    private struct State {
        var records: [RequestRecord] = []
        var dropped = 0
    }

    private let state = Mutex(State())

    public init() {}

    /// Notes one exchange; beyond ``TransportLimits/loggedRequests`` only their number.
    public func note(_ record: RequestRecord) {
        state.withLock { state in
            if state.records.count < TransportLimits.loggedRequests {
                state.records.append(record)
            } else {
                state.dropped += 1
            }
        }
    }

    /// By host, then subject, then question, URL, hop and attempt: in whatever order the answers came.
    public var records: [RequestRecord] {
        state.withLock { $0.records }.sorted { $0.place.lexicographicallyPrecedes($1.place) }
    }

    /// How many exchanges are not among ``records``.
    public var dropped: Int { state.withLock { $0.dropped } }
}

extension RequestRecord {
    /// What records are sorted by; the rest follows only so that equal places mean equal lines.
    fileprivate var place: [String] {
        [
            host, purpose.subject, purpose.question.rawValue, url, method, Self.padded(hop), Self.padded(attempt),
            answer.rawValue, Self.padded(status ?? 0), Self.padded(bytes), failure?.rawValue ?? "",
        ]
    }

    private static func padded(_ number: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, 12 - text.count)) + text
    }
}
