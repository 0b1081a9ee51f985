import ArgumentParser
import Configuration
import Transport

/// How answers of earlier runs are used.
struct CacheOptions: ParsableArguments {
    @Flag(name: .long, help: "Use what the cache holds, of any age, and nothing else: no request is made.")
    var offline = false

    @Flag(name: .long, help: "Ask anew, whatever the cache holds.")
    var refresh = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Use cached answers up to this age without asking (default 5m; loopback hosts are always asked).",
            valueName: "duration"))
    var maxAge: String?

    func responseCache(_ settings: Settings, trace: (@Sendable (String) -> Void)?, log: RequestLog?) throws
        -> ResponseCache
    {
        let rules = CacheRules(
            maximumAge: try DurationFlag.parse(
                maxAge, flag: "max-age", else: settings.configuration.network.maxAge, allowsZero: true),
            refreshes: try refresh || Environment.isOn("refresh"), isOffline: try isOffline()
        )
        if rules.isOffline, rules.refreshes { throw ValidationError("--offline and --refresh exclude each other") }
        let folder = ResponseCache.standardFolder(environment: Environment.all)
        let cache = ResponseCache(folder: folder, rules: rules, trace: trace, log: log)
        if let folder, !cache.isUsable {
            Output.note(
                "warning: the cache \(folder) is not used: it belongs to somebody else, or others may write to it")
        }
        return cache
    }

    func isOffline() throws -> Bool { try offline || Environment.isOn("offline") }
}
