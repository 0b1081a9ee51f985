internal import CCurl
internal import Glibc
internal import Synchronization

/// Carries out transfers on one thread of its own, which alone touches the curl multi handle.
///
/// Callers put letters into the inbox and wake the thread; answers come back through continuations. Connections, DNS
/// answers and TLS sessions are shared by all transfers of the loop.
final class CurlLoop: Sendable {
    typealias Answer = Result<TransferResult, TransportError>

    enum Letter: Sendable {
        case start(id: UInt64, Transfer, CheckedContinuation<Answer, Never>)
        case cancel(id: UInt64)
        case stop
    }

    private struct Inbox {
        var letters: [Letter] = []
        var isOpen = true
        var nextID: UInt64 = 0
        /// Nil until the thread has made it: letters wait for that. Other threads only pass it to
        /// `curl_multi_wakeup`, which libcurl documents as safe from any thread, inside the lock while `isOpen` holds;
        /// the loop's thread clears `isOpen` under the same lock before it destroys the handle.
        nonisolated(unsafe) var multi: UnsafeMutableRawPointer?
    }

    private let inbox = Mutex(Inbox())
    private let clock: TransportClock
    private let account: TransferAccount

    private let connectionsPerHost: Int
    private let totalConnections: Int

    /// Posted by the thread when it has cleaned up. A semaphore is made for use from many threads; this one is
    /// allocated in `init` and freed in `deinit`, so that its address stays.
    private nonisolated(unsafe) let finished: UnsafeMutablePointer<sem_t>

    /// What is missing to make requests; nil when nothing is.
    private static let missing: String? = ccurl_load().map { String(cString: $0) }

    /// Loading libcurl takes milliseconds: the thread does it, while the caller goes on.
    init(connectionsPerHost: Int, totalConnections: Int, clock: TransportClock, account: TransferAccount) {
        self.connectionsPerHost = connectionsPerHost
        self.totalConnections = totalConnections
        self.clock = clock
        self.account = account
        finished = .allocate(capacity: 1)
        sem_init(finished, 0, 0)
        guard BackgroundThread.start({ [self] in runThread() }) else {
            inbox.withLock { $0.isOpen = false }
            return
        }
        clock.onChange? { [weak self] in self?.wake() }
    }

    /// Loads libcurl on a thread of its own, for whoever knows early that requests will follow.
    static func load() {
        ccurl_prepare()
        _ = BackgroundThread.start { _ = missing }
    }

    /// Returns when libcurl is loaded, or will not be any more: before the process ends.
    static func settle() { ccurl_settle() }

    /// Carries out one transfer. A cancelled task takes its transfer off the handle at once.
    func perform(_ transfer: Transfer) async -> Answer {
        account.change { $0.callers += 1 }
        defer { account.change { $0.callers -= 1 } }
        let ticket = Mutex((id: UInt64?.none, isCancelled: false))
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let refusal = ticket.withLock { ticket -> TransportError? in
                    guard !ticket.isCancelled else { return Self.cancelled(transfer) }
                    guard let id = post({ .start(id: $0, transfer, continuation) }) else { return Self.closed }
                    ticket.id = id
                    return nil
                }
                if let refusal { continuation.resume(returning: .failure(refusal)) }
            }
        } onCancel: {
            let id = ticket.withLock { ticket in
                ticket.isCancelled = true
                return ticket.id
            }
            if let id { post { _ in .cancel(id: id) } }
        }
    }

    /// Runs when the thread is gone too: it holds the loop until its end.
    deinit {
        sem_destroy(finished)
        finished.deallocate()
    }

    /// Ends the thread; transfers under way fail with `cancelled`.
    ///
    /// Waits a moment for the thread to clean up: a process that exits meanwhile takes OpenSSL's tables from under
    /// it. Not for ever, because a name lookup under way cannot be called off.
    func stop() {
        guard post({ _ in .stop }) != nil else { return }
        var deadline = timespec()
        clock_gettime(CLOCK_REALTIME, &deadline)
        let end = deadline.tv_nsec + TransportLimits.farewellNanoseconds
        deadline.tv_sec += end / 1_000_000_000
        deadline.tv_nsec = end % 1_000_000_000
        while sem_timedwait(finished, &deadline) != 0, errno == EINTR {}
        // For whoever stops it a second time.
        sem_post(finished)
    }

    static let closed = TransportError(
        .closed, missing ?? "the HTTP client was shut down, or its thread could not be started"
    )

    static func cancelled(_ transfer: Transfer) -> TransportError {
        TransportError(.cancelled, "\(transfer.address.origin): cancelled")
    }

    /// Puts a letter into the inbox and wakes the thread if it may be asleep; `nil` when the loop has ended.
    @discardableResult
    private func post(_ letter: (UInt64) -> Letter) -> UInt64? {
        inbox.withLock { inbox -> UInt64? in
            guard inbox.isOpen else { return nil }
            inbox.nextID += 1
            inbox.letters.append(letter(inbox.nextID))
            if inbox.letters.count == 1, let multi = inbox.multi { ccurl_multi_wakeup(multi) }
            return inbox.nextID
        }
    }

    /// Makes the thread look at the clock again.
    private func wake() {
        inbox.withLock { inbox in
            if inbox.isOpen, let multi = inbox.multi { ccurl_multi_wakeup(multi) }
        }
    }

    private func takeLetters() -> [Letter] {
        inbox.withLock { inbox in
            let letters = inbox.letters
            inbox.letters = []
            return letters
        }
    }

    private func runThread() {
        if let multi = makeHandle() {
            nonisolated(unsafe) let made = multi
            inbox.withLock { $0.multi = made }
            carryOut(with: multi)
            ccurl_multi_cleanup(multi)
        } else {
            for case .start(_, _, let continuation) in close() { continuation.resume(returning: .failure(Self.closed)) }
        }
        sem_post(finished)
    }

    /// Until a letter says stop. Every easy handle is gone when this returns.
    private func carryOut(with multi: UnsafeMutableRawPointer) {
        let desk = TransferDesk(multi: multi, clock: clock, account: account)
        while desk.read(takeLetters()) {
            desk.advance()
            let pause = desk.endOverdue()
            ccurl_multi_poll(multi, nil, 0, pause, nil)
        }
        desk.abandonAll(and: close())
    }

    /// Nil when libcurl cannot be had.
    private func makeHandle() -> UnsafeMutableRawPointer? {
        guard Self.missing == nil, let multi = ccurl_multi_init() else { return nil }
        _ = ccurl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, connectionsPerHost)
        _ = ccurl_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, totalConnections)
        _ = ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, totalConnections)
        _ = ccurl_multi_set_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
        return multi
    }

    /// Takes no more letters; gives those that nobody has read.
    private func close() -> [Letter] {
        inbox.withLock { inbox in
            inbox.isOpen = false
            inbox.multi = nil
            let letters = inbox.letters
            inbox.letters = []
            return letters
        }
    }
}
