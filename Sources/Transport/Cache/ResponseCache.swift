internal import Synchronization

/// Answers of servers, kept on disk between runs.
///
/// What a digest names is kept for ever, anything else as ``CacheRules`` say; after that it is asked for again, with
/// the validators that the server gave, so that an unchanged answer costs a few bytes (RFC 9110, section 13). Entries
/// belong to whoever asked (``CacheIdentity``). An entry that is damaged in any way is as good as none.
///
/// `Cache-Control` is obeyed as far as it forbids storing. How old an answer may be is the user's choice, as with the
/// other tools of the trade: many registries and chart repositories forbid by habit what nobody minds.
public final class ResponseCache: Sendable {
    public let rules: CacheRules

    /// Nil when there is no folder to be used: nothing is kept then, and nothing found.
    let folder: CacheFolder?
    let clock: TransportClock
    private let trace: (@Sendable (String) -> Void)?
    private let log: RequestLog?
    /// Bytes since this process last looked whether the cache is too large; nil before the first.
    let unchecked = Mutex<Int?>(nil)

    /// - Parameters:
    ///   - folder: A path; it need not exist. Nil: no cache.
    ///   - trace: Called with a line for each answer that comes from the cache.
    ///   - log: Told of each answer that comes from the cache.
    public init(
        folder: String?, rules: CacheRules = CacheRules(), clock: TransportClock = .system,
        trace: (@Sendable (String) -> Void)? = nil, log: RequestLog? = nil
    ) {
        self.folder = folder.flatMap(CacheFolder.init)
        self.rules = rules
        self.clock = clock
        self.trace = trace
        self.log = log
    }

    private init(_ cache: ResponseCache, rules: CacheRules) {
        folder = cache.folder
        clock = cache.clock
        trace = cache.trace
        log = cache.log
        self.rules = rules
    }

    /// The same answers, of any age, and nothing that is not there is ever asked for.
    public var offline: ResponseCache { ResponseCache(self, rules: CacheRules(isOffline: true)) }

    /// No cache at all.
    public static let none = ResponseCache(folder: nil)

    /// Where this user's cache is: `$XDG_CACHE_HOME/astern`, else `~/.cache/astern` (XDG Base Directory
    /// Specification: a relative path is no path). Nil without a home.
    public static func standardFolder(environment: [String: String]) -> String? {
        if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") { return "\(cache)/astern" }
        return environment["HOME"].flatMap { $0.hasPrefix("/") ? "\($0)/.cache/astern" : nil }
    }

    /// False when there is a folder and it cannot be trusted: not ours, or others may write there.
    public var isUsable: Bool { folder != nil }

    /// A stored answer of any age.
    func entry(for question: CacheQuestion) -> Stored? {
        guard let folder, let name = name(of: question), let (bytes, confirmed) = folder.read(name) else { return nil }
        guard let entry = CacheEntry(bytes) else {
            folder.remove(name)
            return nil
        }
        return Stored(name: name, entry: entry, confirmed: confirmed)
    }

    struct Stored {
        let name: String
        let entry: CacheEntry
        let confirmed: Int64
    }

    func store(_ response: HTTPResponse, for question: CacheQuestion) {
        guard let folder, response.status == 200, !Self.forbidsStoring(response), let name = name(of: question) else {
            return
        }
        let bytes = CacheEntry(method: question.method, url: question.url, response: response).bytes
        guard folder.write(bytes, as: name, confirmed: clock.unixTime()) else { return }
        written(bytes.count)
    }

    /// Notes that a stored answer still holds, with whatever the server changed in its fields.
    func confirm(_ stored: Stored, by answer: HTTPResponse, for question: CacheQuestion) {
        var headers = stored.entry.response.headers
        for name in ["ETag", "Last-Modified"] {
            if let value = answer.headers[name] { headers.set(name, value) }
        }
        guard headers != stored.entry.response.headers else {
            folder?.confirm(stored.name, at: clock.unixTime())
            return
        }
        let old = stored.entry.response
        store(
            HTTPResponse(status: old.status, headers: headers, body: old.body, url: old.url, movedTo: old.movedTo),
            for: question)
    }

    /// Reports an answer that was not asked for.
    func tell(_ question: CacheQuestion, age: Int64) {
        let url = Redaction.url(question.url)
        trace?("cache \(question.method) \(url): \(max(0, age)) s old")
        log?.note(
            RequestRecord(
                method: question.method, url: url, host: HTTPAddress(question.url)?.origin.hostAndPort ?? "",
                purpose: question.purpose, answer: .cache))
    }

    private func name(of question: CacheQuestion) -> String? {
        guard let salt = folder?.salt() else { return nil }
        return question.name(salt: salt)
    }

    private static func forbidsStoring(_ response: HTTPResponse) -> Bool {
        response.headers.values(for: "Cache-Control").contains { value in
            value.lowercased().split(separator: ",").contains { $0.trimmingSpaces() == "no-store" }
        }
    }
}
