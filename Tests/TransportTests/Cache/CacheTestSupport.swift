import Synchronization
import TestSupport

@testable import Transport

/// A cache in a folder of its own, with a calendar that the test turns.
final class CacheFixture: Sendable {
    let tree = TemporaryTree()
    private let time = Mutex<Int64>(1_700_000_000)

    var folder: String { "\(tree.path)/cache" }

    func pass(seconds: Int64) { time.withLock { $0 += seconds } }

    func cache(_ rules: CacheRules = CacheRules(), folder: String? = nil) -> ResponseCache {
        var clock = TransportClock.system
        clock.unixTime = { self.time.withLock { $0 } }
        return ResponseCache(folder: folder ?? self.folder, rules: rules, clock: clock)
    }

    /// Every file below the cache's folder, by its path.
    var files: [String] {
        run("find", [folder, "-type", "f"]).output.split(separator: "\n").map(String.init).sorted()
    }

    /// The files of entries.
    var entries: [String] { files.filter { $0.contains("/answers/") } }
}

/// What a server did and said, in place of a server.
final class ScriptedServer: Sendable {
    private let state = Mutex((replies: [HTTPResponse](), asked: [HTTPHeaders]()))

    init(_ replies: [HTTPResponse]) { state.withLock { $0.replies = replies } }

    /// The fields that each request carried.
    var asked: [HTTPHeaders] { state.withLock { $0.asked } }

    func ask(_ fields: HTTPHeaders) throws(Unanswered) -> HTTPResponse {
        let reply = state.withLock { state in
            state.asked.append(fields)
            return state.replies.isEmpty ? nil : state.replies.removeFirst()
        }
        guard let reply else { throw Unanswered.noReplyLeft }
        return reply
    }
}

enum Unanswered: Error { case noReplyLeft, offline, unreadable }

extension CacheQuestion {
    static func get(
        _ url: String = "https://charts.example.com/index.yaml", identity: CacheIdentity = .anonymous,
        lifetime: Lifetime = .timed
    ) -> CacheQuestion {
        CacheQuestion(method: "GET", url: url, identity: identity, lifetime: lifetime)
    }
}

extension HTTPResponse {
    static func ok(_ text: String, _ headers: HTTPHeaders = [:], status: Int = 200) -> HTTPResponse {
        HTTPResponse(
            status: status, headers: headers, body: Array(text.utf8), url: "https://charts.example.com/index.yaml")
    }
}

extension ResponseCache {
    /// The text of an answer; texts that begin with `bad` cannot be read.
    func text(_ question: CacheQuestion, from server: ScriptedServer) async throws(Unanswered) -> CachedAnswer<String> {
        try await answer(to: question) { fields async throws(Unanswered) in
            try server.ask(fields)
        } read: { response throws(Unanswered) in
            let text = String(decoding: response.body, as: UTF8.self)
            guard response.status == 200, !text.hasPrefix("bad") else { throw .unreadable }
            return text
        } missing: {
            .offline
        }
    }
}
