import ArgumentParser
import Configuration

/// Lengths of time on the command line.
enum DurationFlag {
    /// The value of a flag, or of its environment form, or of the configuration; nil when none is given.
    ///
    /// - Parameter allowsZero: `0s` is a length too.
    static func parse(
        _ option: String?, flag: String, else setting: Setting<Duration>? = nil, allowsZero: Bool = false
    ) throws -> Duration? {
        guard let text = option ?? Environment.flag(flag) else { return setting?.value }
        guard let duration = DurationText.duration(text, allowsZero: allowsZero) else {
            throw ValidationError("--\(flag) \(text): expected a duration such as 30s, 5m, 2h or 7d")
        }
        return duration
    }
}
