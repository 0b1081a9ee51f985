public import Transport

/// What the cache holds, as JSON: `{"apiVersion", "kind": "Cache", "path", "entries", "bytes", "limit", "hosts": [{"host",
/// "entries", "bytes", "newest"}]}`; sizes in bytes, times in seconds since 1970, the largest host first.
public enum CacheDocument {
    public static func value(of summary: CacheSummary, folder: String, limit: Int) -> JSONValue {
        [
            "apiVersion": "astern/v1", "kind": "Cache", "path": .string(folder), "entries": .number(summary.entries),
            "bytes": .number(summary.bytes), "limit": .number(limit), "hosts": .array(summary.hosts.map(value)),
        ]
    }

    private static func value(of host: CacheSummary.Host) -> JSONValue {
        [
            "host": .string(host.host), "entries": .number(host.entries), "bytes": .number(host.bytes),
            "newest": .number(Int(host.newest)),
        ]
    }
}
