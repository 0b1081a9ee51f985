import FoundationEssentials
import Glibc
import Tracking

/// The machine's clock, read in one place.
enum SystemTime {
    /// Now, by the clock on the wall; `SOURCE_DATE_EPOCH` (seconds since 1970) stands for now where runs are to give the
    /// same bytes. Source: <https://reproducible-builds.org/specs/source-date-epoch/>.
    static var now: LockTime {
        if let seconds = Environment.value("SOURCE_DATE_EPOCH").flatMap({ Int64($0) }) {
            return LockTime(seconds: seconds)
        }
        let now = Date().timeIntervalSince1970
        var seconds = time_t(now)
        var local = tm()
        localtime_r(&seconds, &local)
        let microseconds = Int((now - Double(seconds)) * 1_000_000)
        return LockTime(seconds: Int64(seconds), nanoseconds: microseconds * 1_000, offset: local.tm_gmtoff)
    }
}
