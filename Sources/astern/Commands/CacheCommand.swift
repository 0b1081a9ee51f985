import ArgumentParser
import Reporting
import Transport

struct CacheCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cache", _superCommandName: "astern", abstract: "Look after what earlier runs have stored.",
        subcommands: [CacheInfo.self, CachePrune.self, CacheClear.self]
    )

    /// The cache of this user, and its folder.
    static func open() throws -> (cache: ResponseCache, folder: String) {
        guard let folder = ResponseCache.standardFolder(environment: Environment.all) else {
            throw Failure("there is no place for a cache: neither XDG_CACHE_HOME nor HOME names an absolute path")
        }
        let cache = ResponseCache(folder: folder)
        guard cache.isUsable else {
            throw Failure(
                "\(folder): the folder belongs to somebody else, or others may write to it; expected mode 0700")
        }
        return (cache, folder)
    }
}

struct CacheInfo: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info", abstract: "Tell where the cache is, and what it holds for each host.")

    @Option(name: .shortAndLong, help: "text (default) or json.")
    var output: String?

    func run() throws {
        let format = try UpdateFormat.named(output)
        let (cache, folder) = try CacheCommand.open()
        let summary = cache.summary()
        switch format {
        case .json: Output.write(CacheDocument.value(of: summary, folder: folder, limit: CacheLimits.defaultBytes).json)
        case .text: Output.write(CacheText.text(of: summary, folder: folder, limit: CacheLimits.defaultBytes))
        }
    }
}

struct CachePrune: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune", abstract: "Remove what was not of use for long, and whatever is beyond the size limit.")

    @Option(
        name: .long, help: ArgumentHelp("Remove what was not used for so long (default 30d).", valueName: "duration"))
    var olderThan: String?

    @Option(name: .long, help: ArgumentHelp("The most that may stay: 200MB, 1GB (default 512MB).", valueName: "size"))
    var maxSize: String?

    func run() throws {
        let age = try DurationFlag.parse(olderThan, flag: "older-than", allowsZero: true) ?? .seconds(30 * 86_400)
        let limit = try ByteText.parse(maxSize, flag: "max-size") ?? CacheLimits.defaultBytes
        let gone = try CacheCommand.open().cache.prune(to: limit, olderThan: age.components.seconds)
        Output.write(CacheText.removed(entries: gone.entries, bytes: gone.bytes))
    }
}

struct CacheClear: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "clear", abstract: "Remove everything from the cache.")

    func run() throws {
        let gone = try CacheCommand.open().cache.clear()
        Output.write(CacheText.removed(entries: gone.entries, bytes: gone.bytes))
    }
}
