internal import Glibc
internal import Synchronization

/// What the cache holds.
public struct CacheSummary: Sendable, Equatable {
    public struct Host: Sendable, Equatable {
        public let host: String
        public var entries: Int
        public var bytes: Int
        /// When its youngest entry was last confirmed, in seconds since 1970.
        public var newest: Int64
    }

    public let entries: Int
    public let bytes: Int
    /// The largest first.
    public let hosts: [Host]
}

extension ResponseCache {
    /// What is there now; other processes may be at work meanwhile.
    public func summary() -> CacheSummary {
        var hosts: [String: CacheSummary.Host] = [:]
        let files = files()
        for file in files {
            let head = CacheEntryHead(startOf: CacheFile.start(of: file.path, count: CacheLimits.headBytes))
            // Looking is not using: reading a file moves its times.
            CacheFile.setTimes(file.path, used: file.status.used, modified: file.status.modified)
            let host = head.flatMap { HTTPAddress($0.url)?.origin.hostAndPort } ?? "unknown"
            var sum = hosts[host] ?? .init(host: host, entries: 0, bytes: 0, newest: 0)
            sum.entries += 1
            sum.bytes += file.status.bytes
            sum.newest = max(sum.newest, file.status.modified)
            hosts[host] = sum
        }
        return CacheSummary(
            entries: files.count, bytes: files.reduce(0) { $0 + $1.status.bytes },
            hosts: hosts.values.sorted { ($1.bytes, $0.host) < ($0.bytes, $1.host) })
    }

    /// Removes entries that were not of use for so long, then those of the least recent use until the rest fits; also
    /// files that were never finished.
    ///
    /// - Returns: how many entries went, and their bytes.
    @discardableResult
    public func prune(to limit: Int, olderThan age: Int64? = nil) -> (entries: Int, bytes: Int) {
        guard let folder else { return (0, 0) }
        let now = clock.unixTime()
        removeUnfinished(in: folder, now: now)
        var files = files().sorted { ($0.lastUse, $0.path) < ($1.lastUse, $1.path) }
        var gone = (entries: 0, bytes: 0)
        func remove(_ file: File) {
            guard unlink(file.path) == 0 else { return }
            gone.entries += 1
            gone.bytes += file.status.bytes
        }
        if let age {
            let old = files.prefix { now - $0.lastUse > age }
            old.forEach(remove)
            files.removeFirst(old.count)
        }
        var sum = files.reduce(0) { $0 + $1.status.bytes }
        let goal = sum > limit ? Int(Double(limit) * CacheLimits.prunedShare) : sum
        for file in files where sum > goal {
            remove(file)
            sum -= file.status.bytes
        }
        return gone
    }

    /// Keeps the cache from growing without end: looks it over when a run first writes to it, if nobody did so lately,
    /// and after every so many bytes.
    func written(_ bytes: Int) {
        let (isFirst, isMuch) = unchecked.withLock { sum in
            let isFirst = sum == nil
            let total = (sum ?? 0) + bytes
            let isMuch = total > CacheLimits.bytesBetweenPrunings
            sum = isMuch ? 0 : total
            return (isFirst, isMuch)
        }
        guard isFirst || isMuch, let folder else { return }
        let mark = "\(folder.path)/pruned"
        let now = clock.unixTime()
        if !isMuch, let last = CacheFile.status(mark)?.modified, last <= now,
            now - last < CacheLimits.secondsBetweenPrunings
        {
            return
        }
        if CacheFile.status(mark) == nil { _ = CacheFile.create(mark, []) }
        CacheFile.setTimes(mark, used: now, modified: now)
        prune(to: CacheLimits.defaultBytes)
    }

    /// Removes everything that the cache ever wrote; the folder itself stays.
    ///
    /// - Returns: how many entries went, and their bytes.
    public func clear() -> (entries: Int, bytes: Int) {
        guard let folder else { return (0, 0) }
        let files = files()
        for file in files { unlink(file.path) }
        for shard in CacheFile.names(in: folder.answers) { rmdir("\(folder.answers)/\(shard)") }
        rmdir(folder.answers)
        for name in CacheFile.names(in: folder.path) where name.hasPrefix("new-") { unlink("\(folder.path)/\(name)") }
        unlink("\(folder.path)/salt")
        unlink("\(folder.path)/pruned")
        return (files.count, files.reduce(0) { $0 + $1.status.bytes })
    }

    private struct File {
        let path: String
        let status: CacheFile.Status

        var lastUse: Int64 { max(status.used, status.modified) }
    }

    private func files() -> [File] {
        guard let folder else { return [] }
        return CacheFile.names(in: folder.answers).flatMap { shard in
            CacheFile.names(in: "\(folder.answers)/\(shard)").compactMap { name in
                let path = "\(folder.answers)/\(shard)/\(name)"
                return CacheFile.status(path).map { File(path: path, status: $0) }
            }
        }
    }

    private func removeUnfinished(in folder: CacheFolder, now: Int64) {
        for name in CacheFile.names(in: folder.path) where name.hasPrefix("new-") {
            let path = "\(folder.path)/\(name)"
            guard let status = CacheFile.status(path), now - status.modified > CacheLimits.secondsOfGrace else {
                continue
            }
            unlink(path)
        }
    }
}
