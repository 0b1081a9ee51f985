import Testing
import Tracking

@Suite struct LockTimeTests {
    @Test(arguments: [
        (0, 0, 0, "1970-01-01T00:00:00Z"), (1_708_633_698, 480_843_000, -18_000, "2024-02-22T15:28:18.480843-05:00"),
        (1_765_983_523, 793_586_133, 0, "2025-12-17T14:58:43.793586133Z"),
        (0, 1, 19_800, "1970-01-01T05:30:00.000000001+05:30"),
        (0, 120_000_000, -12_600, "1969-12-31T20:30:00.12-03:30"),
    ])
    func text(seconds: Int64, nanoseconds: Int, offset: Int, text: String) {
        #expect(LockTime(seconds: seconds, nanoseconds: nanoseconds, offset: offset).text == text)
    }
}
