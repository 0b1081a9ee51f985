import ArgumentParser
import Transport

/// The present, in seconds since 1970: `SOURCE_DATE_EPOCH` where a run is to say the same tomorrow.
///
/// Source: reproducible-builds.org, "SOURCE_DATE_EPOCH".
enum Present {
    static func unixTime() throws -> Int64 {
        guard let text = Environment.value("SOURCE_DATE_EPOCH"), !text.isEmpty else {
            return TransportClock.system.unixTime()
        }
        guard let seconds = Int64(text), seconds >= 0 else {
            throw ValidationError("SOURCE_DATE_EPOCH=\(text): expected seconds since 1970")
        }
        return seconds
    }
}
