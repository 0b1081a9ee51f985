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
        var isOpen = false
        var nextID: UInt64 = 0
    }

    let census = LoopCensus()
    private let inbox = Mutex(Inbox())

    /// Set once in `init`, before the thread starts. Other threads only pass it to `curl_multi_wakeup`, which libcurl
    /// documents as safe from any thread, and do so inside the inbox's lock while `isOpen` holds; the loop's thread
    /// clears `isOpen` under the same lock before it destroys the handle.
    private nonisolated(unsafe) let multi: UnsafeMutableRawPointer?

    /// Posted by the thread when it has cleaned up. A semaphore is made for use from many threads; this one is
    /// allocated in `init` and freed in `deinit`, so that its address stays.
    private nonisolated(unsafe) let finished: UnsafeMutablePointer<sem_t>

    /// What is missing to make requests; nil when nothing is.
    private static let missing: String? = ccurl_load().map { String(cString: $0) }

    init(connectionsPerHost: Int, totalConnections: Int) {
        finished = .allocate(capacity: 1)
        sem_init(finished, 0, 0)
        multi = Self.missing == nil ? ccurl_multi_init() : nil
        guard let multi else { return }
        _ = ccurl_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, connectionsPerHost)
        _ = ccurl_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, totalConnections)
        _ = ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, totalConnections)
        _ = ccurl_multi_set_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
        inbox.withLock { $0.isOpen = true }
        guard BackgroundThread.start({ [self] in runThread() }) else {
            inbox.withLock { $0.isOpen = false }
            ccurl_multi_cleanup(multi)
            return
        }
    }

    /// Carries out one transfer. A cancelled task takes its transfer off the handle at once.
    func perform(_ transfer: Transfer) async -> Answer {
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
            guard inbox.isOpen, let multi else { return nil }
            inbox.nextID += 1
            inbox.letters.append(letter(inbox.nextID))
            if inbox.letters.count == 1 { ccurl_multi_wakeup(multi) }
            return inbox.nextID
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
        guard let multi else { return }
        do {
            let desk = TransferDesk(multi: multi, census: census)
            while desk.read(takeLetters()) {
                desk.advance()
                ccurl_multi_poll(multi, nil, 0, TransportLimits.pollMilliseconds, nil)
            }
            let rest = inbox.withLock { inbox in
                inbox.isOpen = false
                let letters = inbox.letters
                inbox.letters = []
                return letters
            }
            desk.abandonAll(and: rest)
        }
        ccurl_multi_cleanup(multi)
        sem_post(finished)
    }
}
