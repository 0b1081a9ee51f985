import Testing
import Transport

@Suite("Retry policy and Retry-After")
struct RetryTests {
    @Test(arguments: [
        ("0", 0.0), ("7", 7), (" 7 ", 7), ("1.5", 1.5), ("1700000090", 90),
        ("Tue, 14 Nov 2023 22:13:50 GMT", 30), ("Tuesday, 14-Nov-23 22:13:50 GMT", 30),
        ("Tue Nov 14 22:13:50 2023", 30),
    ])
    func retryAfter(text: String, seconds: Double) {
        #expect(RetryAfter.wait(text, now: 1_700_000_000) == .seconds(seconds))
    }

    @Test(arguments: [
        "", "soon", "-5", "1699999999", "Tue, 14 Nov 2023 22:13:10 GMT", "nan", "inf", "1e300",
        "Tue, 99 Nov 2023 22:13:10 GMT",
        "Tue, 14 Foo 2023 22:13:50 GMT", "Tue, 14 Nov 2023 25:13:50 GMT",
    ])
    func noRetryAfter(text: String) {
        #expect(RetryAfter.wait(text, now: 1_700_000_000) == nil)
    }

    @Test(arguments: [
        ("Sun, 06 Nov 1994 08:49:37 GMT", Int64(784_111_777)), ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
        ("Sun Nov  6 08:49:37 1994", 784_111_777), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Thu, 29 Feb 2024 12:00:00 GMT", 1_709_208_000), ("Fri, 31 Dec 1999 23:59:59 GMT", 946_684_799),
        ("Mon, 01 Mar 2100 00:00:00 GMT", 4_107_542_400),
    ])
    func httpDates(text: String, time: Int64) {
        #expect(HTTPDate.unixTime(text) == time)
    }

    @Test(
        "waits grow, are bounded, and are drawn",
        arguments: [
            (1, 1.0, 0.5), (2, 1.0, 1.25), (3, 1.0, 3.125), (10, 1.0, 10), (1, 0.0, 0), (2, 0.5, 0.625),
        ])
    func draws(attempt: Int, chance: Double, seconds: Double) {
        #expect(RetryPolicy.standard.draw(afterAttempt: attempt, chance: chance) == .seconds(seconds))
    }
}
