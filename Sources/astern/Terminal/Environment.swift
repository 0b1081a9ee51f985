import ArgumentParser
import Glibc

/// The environment of the process, read in one place.
enum Environment {
    static func value(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    /// The environment form of a flag: `--plain-http` is `ASTERN_PLAIN_HTTP`.
    static func flag(_ name: String) -> String? {
        value(self.name(of: name)).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// What the environment calls a flag.
    static func name(of flag: String) -> String {
        "ASTERN_" + flag.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
    }

    /// The environment form of a repeated flag: values between commas.
    static func list(_ name: String) -> [String] {
        flag(name)?.split(separator: ",").map(String.init) ?? []
    }

    /// The environment form of a switch.
    static func isOn(_ name: String) throws -> Bool { try switched(name) ?? false }

    /// The same; nil where nothing is said.
    static func switched(_ name: String) throws -> Bool? {
        guard let value = flag(name) else { return nil }
        switch value.lowercased() {
        case "1", "true", "yes", "on": return true
        case "0", "false", "no", "off": return false
        default: throw ValidationError("the environment has '\(value)' for --\(name): expected true or false")
        }
    }

    /// Everything, for libraries that look up names of their own.
    static var all: [String: String] {
        var result: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let pair = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2 { result[String(pair[0])] = String(pair[1]) }
            entry += 1
        }
        return result
    }
}
