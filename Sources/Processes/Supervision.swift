internal import Subprocess

/// Why a running program is ended.
enum StopReason: Sendable {
    case timedOut, cancelled, tooMuchOutput, brokenPipe
}

/// What was seen of a program until it ended.
struct Observation: Sendable {
    var output: [UInt8] = []
    var errors: [UInt8] = []
    /// Why it was ended; `nil` when it ended by itself.
    var stop: StopReason?
}

/// Collects what a program writes, and ends it when a bound is broken.
struct Supervision: Sendable {
    typealias Running = Execution<FileDescriptorInput, SequenceOutput, SequenceOutput>

    private enum Event: Sendable {
        case exited
        case output([UInt8], stop: StopReason?)
        case errors([UInt8], stop: StopReason?)
        case stop(StopReason)
        case nothing
    }

    private let process: BoundedProcess
    private let running: Running

    init(_ process: BoundedProcess, _ running: Running) {
        self.process = process
        self.running = running
    }

    /// Returns when the program has ended, one way or the other. Until this returns the program is not reaped, so
    /// that no other can have its number.
    func watch(_ stops: AsyncStream<StopReason>) async -> Observation {
        await withTaskGroup(of: Event.self) { group in
            begin(stops, in: &group)
            var seen = Observation()
            var pending = 3
            while pending > 0, seen.stop == nil, let event = await group.next() {
                pending -= Self.note(event, in: &seen)
            }
            if seen.stop != nil { await end() }
            group.cancelAll()
            let stop = seen.stop
            for await event in group { _ = Self.note(event, in: &seen) }
            seen.stop = stop
            return seen
        }
    }

    private func begin(_ stops: AsyncStream<StopReason>, in group: inout TaskGroup<Event>) {
        group.addTask { [process, running] in
            let (bytes, stop) = await Self.head(running.standardOutput, limit: process.outputBytes)
            return .output(bytes, stop: stop)
        }
        group.addTask { [process, running] in
            let (bytes, stop) = await Self.tail(running.standardError, limit: process.errorBytes)
            return .errors(bytes, stop: stop)
        }
        group.addTask { [process, running] in
            // Signal 0 does nothing: what is left of this step is the wait for the end, longer than all bounds.
            let wait = process.time + process.grace + .seconds(1)
            await running.teardown(using: [.send(signal: Signal(rawValue: 0), allowedDurationToNextStep: wait)])
            return .exited
        }
        group.addTask {
            for await reason in stops { return .stop(reason) }
            return .nothing
        }
        group.addTask { [process] in
            do {
                try await Task.sleep(for: process.time)
                return .stop(.timedOut)
            } catch {
                return .nothing
            }
        }
    }

    /// Takes over what an event tells; gives 1 for each of the three that a natural end consists of, else 0.
    private static func note(_ event: Event, in seen: inout Observation) -> Int {
        switch event {
        case .exited: return 1
        case .output(let bytes, let stop):
            seen.output = bytes
            seen.stop = stop
            return 1
        case .errors(let bytes, let stop):
            seen.errors = bytes
            seen.stop = stop
            return 1
        case .stop(let reason):
            seen.stop = reason
            return 0
        case .nothing: return 0
        }
    }

    /// Ends the program's whole process group.
    private func end() async {
        await running.teardown(using: [
            .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: process.grace)
        ])
        // The program may be gone while its children ignored TERM.
        try? running.send(signal: .kill, toProcessGroup: true)
    }

    private static func head(_ stream: SubprocessOutputSequence, limit: Int) async -> ([UInt8], StopReason?) {
        var bytes: [UInt8] = []
        var iterator = stream.makeAsyncIterator()
        do {
            while !Task.isCancelled, let buffer = try await iterator.next() {
                buffer.withUnsafeBytes { bytes.append(contentsOf: $0) }
                guard bytes.count <= limit else { return (Array(bytes.prefix(limit)), .tooMuchOutput) }
            }
            return (bytes, nil)
        } catch {
            return (bytes, .brokenPipe)
        }
    }

    private static func tail(_ stream: SubprocessOutputSequence, limit: Int) async -> ([UInt8], StopReason?) {
        var bytes: [UInt8] = []
        var iterator = stream.makeAsyncIterator()
        do {
            while !Task.isCancelled, let buffer = try await iterator.next() {
                buffer.withUnsafeBytes { bytes.append(contentsOf: $0) }
                if bytes.count > 2 * limit { bytes.removeFirst(bytes.count - limit) }
            }
            return (Array(bytes.suffix(limit)), nil)
        } catch {
            return (Array(bytes.suffix(limit)), .brokenPipe)
        }
    }
}
