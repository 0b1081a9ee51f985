internal import CCurl

/// The transfers under way on the loop's thread, and the handles kept for the next ones.
///
/// Not Sendable: made, used and dropped by that thread.
final class TransferDesk {
    private struct Job {
        let id: UInt64
        let transfer: Transfer
        let handle: EasyHandle
        let sink: TransferSink
        let continuation: CheckedContinuation<CurlLoop.Answer, Never>
    }

    private let multi: UnsafeMutableRawPointer
    /// TLS sessions for all handles; used by one thread only, so it needs no lock functions.
    private let share: UnsafeMutableRawPointer?
    private var jobs: [UnsafeMutableRawPointer: Job] = [:]
    private var handles: [UInt64: UnsafeMutableRawPointer] = [:]
    private var idle: [EasyHandle] = []

    private let clock: TransportClock
    private let account: TransferAccount

    init(multi: UnsafeMutableRawPointer, clock: TransportClock, account: TransferAccount) {
        self.multi = multi
        self.clock = clock
        self.account = account
        share = ccurl_share_init()
        if let share { _ = ccurl_share_data(share, CURL_LOCK_DATA_SSL_SESSION) }
    }

    deinit {
        idle = []
        if let share { ccurl_share_cleanup(share) }
    }

    /// Carries out the letters; false when one of them says stop.
    func read(_ letters: [CurlLoop.Letter]) -> Bool {
        for (index, letter) in letters.enumerated() {
            switch letter {
            case .start(let id, let transfer, let continuation):
                start(id, transfer, continuation)
            case .cancel(let id):
                guard let pointer = handles[id], let job = remove(pointer) else { continue }
                job.continuation.resume(returning: .failure(CurlLoop.cancelled(job.transfer)))
            case .stop:
                abandonAll(and: Array(letters[(index + 1)...]))
                return false
            }
        }
        return true
    }

    /// Moves all transfers on, and answers those that ended.
    func advance() {
        var running: Int32 = 0
        ccurl_multi_perform(multi, &running)
        var waiting: Int32 = 0
        while let message = ccurl_multi_info_read(multi, &waiting) {
            guard message.pointee.msg == CURLMSG_DONE, let pointer = message.pointee.easy_handle else { continue }
            // The message dies with the removal of the handle: read it first.
            let code = ccurl_message_result(message)
            guard let job = jobs[pointer] else { continue }
            let detail = job.handle.failureText
            let facts = job.handle.facts(job.transfer)
            _ = remove(pointer)
            job.continuation.resume(returning: Self.answer(job.transfer, job.sink, code, detail, facts))
        }
    }

    /// Ends the transfers whose time is over; gives the milliseconds until the next is due.
    func endOverdue() -> Int32 {
        guard !jobs.isEmpty else { return TransportLimits.pollMilliseconds }
        let now = clock.now()
        var pause = Duration.milliseconds(TransportLimits.pollMilliseconds)
        for (pointer, job) in jobs {
            let left = job.transfer.deadline(hasBegun: job.sink.result.status >= 200) - now
            guard left <= .zero else {
                pause = min(pause, left)
                continue
            }
            let facts = job.handle.facts(job.transfer)
            _ = remove(pointer)
            let error = CurlFailure.timeout(job.transfer, wire: facts, result: job.sink.result)
            job.continuation.resume(returning: .failure(error))
        }
        // Rounded up: waking a moment too early would only make it poll again.
        return Int32(TraceLine.milliseconds(pause)) + 1
    }

    /// Fails everything, also what was never started.
    func abandonAll(and letters: [CurlLoop.Letter]) {
        for pointer in Array(jobs.keys) {
            guard let job = remove(pointer) else { continue }
            job.continuation.resume(returning: .failure(CurlLoop.cancelled(job.transfer)))
        }
        for case .start(_, _, let continuation) in letters { continuation.resume(returning: .failure(CurlLoop.closed)) }
    }

    private func start(
        _ id: UInt64,
        _ transfer: Transfer,
        _ continuation: CheckedContinuation<CurlLoop.Answer, Never>,
    ) {
        guard let handle = idle.popLast() ?? EasyHandle(account) else {
            continuation.resume(returning: .failure(CurlLoop.closed))
            return
        }
        let sink = TransferSink(bodyLimit: transfer.bodyLimit, expectsBody: transfer.method != .head)
        let outcome = handle.prepare(transfer, sink: sink, share: share)
        guard outcome == CURLE_OK, ccurl_multi_add_handle(multi, handle.pointer) == CURLM_OK else {
            let error = CurlFailure.error(
                outcome, detail: handle.failureText, stop: nil, transfer: transfer, wire: WireFacts())
            continuation.resume(returning: .failure(error))
            return
        }
        jobs[handle.pointer] = Job(id: id, transfer: transfer, handle: handle, sink: sink, continuation: continuation)
        handles[id] = handle.pointer
        account.change { $0.transfers += 1 }
    }

    private func remove(_ pointer: UnsafeMutableRawPointer) -> Job? {
        guard let job = jobs.removeValue(forKey: pointer) else { return nil }
        handles[job.id] = nil
        account.change { $0.transfers -= 1 }
        ccurl_multi_remove_handle(multi, pointer)
        job.handle.reset()
        if idle.count < TransportLimits.idleHandles { idle.append(job.handle) }
        return job
    }

    private static func answer(
        _ transfer: Transfer,
        _ sink: TransferSink,
        _ code: CURLcode,
        _ detail: String,
        _ facts: WireFacts,
    ) -> CurlLoop.Answer {
        var result = sink.result
        result.wire = facts
        if case .enough = sink.stop { return .success(result) }
        guard code == CURLE_OK, sink.stop == nil else {
            return .failure(CurlFailure.error(code, detail: detail, stop: sink.stop, transfer: transfer, wire: facts))
        }
        guard sink.result.status >= 200 else {
            return .failure(TransportError(.protocolError, "\(transfer.address.origin): the answer is not HTTP"))
        }
        guard sink.isHeadComplete else {
            let reason = "the connection ended in the head of the answer"
            return .failure(TransportError(.interrupted, "\(transfer.address.origin): \(reason)"))
        }
        return .success(result)
    }
}
