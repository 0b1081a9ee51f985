/// One line of `--trace`: an exchange as it ended.
///
///     GET https://ghcr.io/v2/org/app/tags/list 200, 123 bytes, 45 ms, HTTP/2, connection reused; tags of ghcr.io/org/app; try 2 {Accept: application/json; Authorization: Bearer …}
enum TraceLine {
    /// Fields whose values are harmless; of all others only the name is shown.
    private static let shown = ["Accept", "Content-Type", "If-None-Match", "If-Modified-Since", "Range", "User-Agent"]

    static func text(_ record: RequestRecord, outcome: String, wire: WireFacts?, took: Duration, fields: String)
        -> String
    {
        var parts = ["\(record.method) \(record.url) \(outcome)", "\(record.bytes) bytes", "\(milliseconds(took)) ms"]
        if let wire {
            parts.append(wire.version)
            parts.append(wire.isReused ? "connection reused" : "new connection")
            if let proxy = wire.proxy { parts.append("through the proxy \(proxy)") }
        }
        var line = parts.joined(separator: ", ") + "; \(record.purpose)"
        if record.attempt > 1 { line += "; try \(record.attempt)" }
        if record.hop > 0 { line += "; redirect \(record.hop)" }
        return fields.isEmpty ? line : line + " {\(fields)}"
    }

    /// Header lines fit to be seen: of `Authorization` the scheme at most.
    static func fields(_ lines: [String]) -> String {
        lines.compactMap { line in
            guard let colon = line.firstIndex(of: ":") else {
                return line.hasSuffix(";") ? String(line.dropLast()) : nil
            }
            let name = String(line[..<colon])
            let value = line[line.index(after: colon)...].trimmingSpaces()
            // `Expect:` tells libcurl to send no such field.
            guard !value.isEmpty else { return nil }
            if HTTPHeaders.equal(name, "Authorization") { return "\(name): \(scheme(value))" }
            guard shown.contains(where: { HTTPHeaders.equal($0, name) }) else { return "\(name): …" }
            return "\(name): \(RemoteText.clean(value))"
        }.joined(separator: "; ")
    }

    private static func scheme(_ value: String) -> String {
        let scheme = value.prefix { $0 != " " }
        return ["basic", "bearer"].contains(scheme.lowercased()) ? "\(scheme) …" : "…"
    }

    static func milliseconds(_ duration: Duration) -> Int64 {
        duration.components.seconds * 1_000 + duration.components.attoseconds / 1_000_000_000_000_000
    }
}
