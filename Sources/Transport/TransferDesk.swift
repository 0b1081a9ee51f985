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
    private let census: LoopCensus
    /// TLS sessions for all handles; used by one thread only, so it needs no lock functions.
    private let share: UnsafeMutableRawPointer?
    private var jobs: [UnsafeMutableRawPointer: Job] = [:]
    private var handles: [UInt64: UnsafeMutableRawPointer] = [:]
    private var idle: [EasyHandle] = []

    init(multi: UnsafeMutableRawPointer, census: LoopCensus) {
        self.multi = multi
        self.census = census
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
            let detail = jobs[pointer]?.handle.failureText ?? ""
            guard let job = remove(pointer) else { continue }
            job.continuation.resume(returning: Self.answer(job.transfer, job.sink, code, detail))
        }
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
        guard let handle = idle.popLast() ?? EasyHandle(census: census) else {
            continuation.resume(returning: .failure(CurlLoop.closed))
            return
        }
        let sink = TransferSink(bodyLimit: transfer.bodyLimit, expectsBody: transfer.method != .head)
        let outcome = handle.prepare(transfer, sink: sink, share: share)
        guard outcome == CURLE_OK, ccurl_multi_add_handle(multi, handle.pointer) == CURLM_OK else {
            let error = CurlFailure.error(outcome, detail: handle.failureText, stop: nil, transfer: transfer)
            continuation.resume(returning: .failure(error))
            return
        }
        jobs[handle.pointer] = Job(id: id, transfer: transfer, handle: handle, sink: sink, continuation: continuation)
        handles[id] = handle.pointer
        census.transferBegan()
    }

    private func remove(_ pointer: UnsafeMutableRawPointer) -> Job? {
        guard let job = jobs.removeValue(forKey: pointer) else { return nil }
        handles[job.id] = nil
        census.transferEnded()
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
    ) -> CurlLoop.Answer {
        if case .enough = sink.stop { return .success(sink.result) }
        guard code == CURLE_OK, sink.stop == nil else {
            return .failure(CurlFailure.error(code, detail: detail, stop: sink.stop, transfer: transfer))
        }
        guard sink.result.status >= 200 else {
            return .failure(TransportError(.protocolError, "\(transfer.address.origin): the answer is not HTTP"))
        }
        guard sink.isHeadComplete else {
            let reason = "the connection ended in the head of the answer"
            return .failure(TransportError(.interrupted, "\(transfer.address.origin): \(reason)"))
        }
        return .success(sink.result)
    }
}
