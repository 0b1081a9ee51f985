internal import Crypto

/// The digest of a lock, as Helm computes it: SHA-256 over Go's JSON of what a chart asks for and what it is locked to.
///
/// Source: Helm, `internal/resolver` (`HashReq`, and `HashV2Req` for locks that Helm 2 wrote).
public enum DependencyDigest {
    /// `sha256:…` over `[requested, locked]`.
    ///
    /// - Parameter requested: With names of repositories replaced by their URLs.
    public static func current(requested: DependencyList, locked: DependencyList) -> String {
        digest("[\(requested.goJSON),\(locked.goJSON)]")
    }

    /// `sha256:…` over `{"dependencies": requested}`, with the names of repositories as written.
    public static func ofHelm2(requested: DependencyList) -> String {
        digest("{\"dependencies\":\(requested.goJSON)}")
    }

    private static func digest(_ json: String) -> String { sha256(Array(json.utf8)) }

    /// `sha256:…` of any bytes.
    package static func sha256(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let hex = SHA256.hash(data: bytes).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return "sha256:" + String(decoding: hex, as: UTF8.self)
    }
}

extension DependencyList {
    /// Compact JSON as Go's `encoding/json` writes it; no list is `null`, and so is an entry that is null.
    public var goJSON: String {
        guard let entries else { return "null" }
        return "[" + entries.map { $0?.goJSON ?? "null" }.joined(separator: ",") + "]"
    }
}

extension ChartDependency {
    /// In the order of the structure's fields; name and repository always, the others only when they say something.
    var goJSON: String {
        var members = ["\"name\":\(ChartValue.quoted(name))"]
        func add(_ key: String, _ text: String) {
            if !text.isEmpty { members.append("\"\(key)\":\(ChartValue.quoted(text))") }
        }
        add("version", version)
        members.append("\"repository\":\(ChartValue.quoted(repository))")
        add("condition", condition)
        if !tags.isEmpty { members.append("\"tags\":\(ChartValue.list(tags.map(ChartValue.string)).goJSON)") }
        if enabled { members.append("\"enabled\":true") }
        if !importValues.isEmpty { members.append("\"import-values\":\(ChartValue.list(importValues).goJSON)") }
        add("alias", alias)
        return "{" + members.joined(separator: ",") + "}"
    }
}
