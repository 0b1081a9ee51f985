/// Every bound that Transport sets on what a peer may cost us, with its reason.
///
/// Callers choose body limits per request, because they know what they ask for; the rest is fixed here.
public enum TransportLimits {
    /// Go's HTTP client and ORAS follow at most 10 redirects; no registry needs more than 3.
    public static let redirects = 10

    /// libcurl accepts 300 KB of response headers; no honest answer has a tenth of this, and we keep all of them in
    /// memory.
    public static let headerBytes = 64 * 1024

    /// What is kept of the body of an answer that is not a success (status 300 and above): enough for any registry's
    /// error document. The rest is not read: the connection is closed instead.
    public static let errorBodyBytes = 64 * 1024

    /// A URL longer than this is refused: signed storage URLs reach 2 to 3 KB, servers reject beyond 8 KB.
    public static let urlBytes = 16 * 1024

    /// A peer that sends fewer than 1 byte a second for this long has stalled, whatever the time limit says.
    public static let stallSeconds = 30

    /// The least speed of a large body, in bytes a second: slower, and the time that its size allows runs out. GPRS is
    /// as fast.
    public static let slowestBody = 8 * 1024

    /// Requests that are left to a host's count for what must be asked: below it, optional ones are not sent. Docker
    /// Hub grants 100 in six hours to who has no account, and an image costs two.
    public static let requestReserve = 20

    /// The longest window of a rate limit that is believed: a year.
    static let windowSeconds: Int64 = 366 * 86_400

    /// Exchanges that a ``RequestLog`` keeps: a fleet of ten thousand artifacts needs some thirty thousand.
    public static let loggedRequests = 100_000

    /// Idle easy handles kept for the next request; more than the connections of two busy hosts brings nothing.
    public static let idleHandles = 16

    /// How long one poll may sleep: `curl_multi_wakeup` ends it early, and curl's own timers shorten it, so this only
    /// bounds the damage of a lost wake-up.
    static let pollMilliseconds: Int32 = 1_000

    /// A server on loopback answers a handshake within milliseconds, a second if the machine is busy.
    public static let probeSeconds = 2

    /// How long the end of a client may wait for its thread: cleaning up takes well under a millisecond, unless a name
    /// lookup hangs.
    static let farewellNanoseconds = 250_000_000

    /// One file of a certificate folder: a chain has some 10 KB, a company's bundle some 200 KB.
    public static let certificateFileBytes = 1 << 20

    /// Certificate files for one server; honest folders hold three.
    public static let certificateFiles = 64

    /// The system's list of authorities, or the one of `caFile`: some 200 KB.
    public static let authoritiesBytes = 16 << 20

    /// Text from a peer (reason, error text of the TLS library) that goes into a message is cut to this many
    /// characters.
    public static let messageCharacters = 300
}
