import Glibc
import Processes
import TestSupport
import Testing

/// What does not end, or does not stop, by itself.
@Suite struct BoundsTests {
    private let folder = TemporaryTree([:])

    private let tether: Tether

    init() throws { tether = try Tether("\(folder.path)/tether") }

    @Test(arguments: [
        "exec sleep 1000", "sleep 1000", "trap '' TERM; sleep 1000 & wait; sleep 1000",
        "exec >&- 2>&-; exec sleep 1000", "sleep 1000 & exec sleep 1000",
    ]) func aHangingChildIsEnded(_ script: String) async throws {
        let error = try #require(
            await failure(child("exec 9<>tether; echo early; \(script)", in: folder, time: .milliseconds(300))))
        #expect(error.code == .timedOut)
        #expect(error.output == Array("early\n".utf8))
        #expect(tether.isReleased())
    }

    @Test func grandchildrenAreEndedToo() async throws {
        // Both ignore TERM: only KILL to the group ends them.
        let script = """
            trap '' TERM
            exec 9<>tether
            (sleep 1000; sleep 1000) &
            wait; sleep 1000
            """
        let error = try #require(await failure(child(script, in: folder, time: .milliseconds(500))))
        #expect(error.code == .timedOut)
        #expect(tether.isReleased())
    }

    @Test func aGrandchildThatOutlivesItsParentIsEnded() async throws {
        let script = """
            exec 9<>tether
            (trap '' TERM; sleep 1000; sleep 1000) &
            exec sleep 1000
            """
        let error = try #require(await failure(child(script, in: folder, time: .milliseconds(500))))
        #expect(error.code == .timedOut)
        #expect(tether.isReleased())
    }

    @Test func anOutputThatAGrandchildKeepsOpenIsNotWaitedFor() async throws {
        let done = try await child("exec 9<>tether; sleep 1000 & echo $! > grand; echo done; echo late >&2", in: folder)
            .run()
        #expect(done.text == "done\n")
        #expect(done.errors == Array("late\n".utf8))
        // It ended by itself: what it left behind is none of our business, and lives.
        #expect(!tether.isReleased(within: 0))
        if let number = pid_t(Places.text("\(folder.path)/grand").filter(\.isNumber)) { kill(number, SIGKILL) }
    }

    @Test(arguments: ["exec yes", "yes & wait", "trap '' TERM PIPE; while :; do echo y; done"])
    func aFloodIsStopped(_ script: String) async throws {
        let error = try #require(
            await failure(child("exec 9<>tether; \(script)", in: folder, outputBytes: 100_000)))
        #expect(error.code == .tooMuchOutput)
        #expect(error.output.count == 100_000)
        #expect(tether.isReleased())
    }

    @Test(arguments: [(99, false), (100, false), (101, true)])
    func theLimitIsExact(_ count: Int, _ isTooMuch: Bool) async throws {
        let error = await failure(child("head -c \(count) /dev/zero", in: folder, outputBytes: 100))
        #expect(error?.code == (isTooMuch ? .tooMuchOutput : nil))
    }

    @Test func theErrorStreamIsKeptByItsEnd() async throws {
        let script = "head -c 1000000 /dev/zero >&2; echo the end >&2; echo out"
        let done = try await child(script, in: folder, errorBytes: 100).run()
        #expect(done.text == "out\n")
        #expect(done.errors.count == 100)
        #expect(String(decoding: done.errors, as: UTF8.self).hasSuffix("the end\n"))
    }

    @Test func aFloodOfErrorsEndsWithTheTime() async throws {
        let error = try #require(await failure(child("exec yes >&2", in: folder, time: .milliseconds(300))))
        #expect(error.code == .timedOut)
        #expect(error.errors.count == 1_000)
    }

    /// What a hostile peer makes a program take in is bounded too; the limit holds from a moment after the start.
    @Test func memoryIsLimitedForChildrenToo() async throws {
        let script = """
            while [ "$(ulimit -d)" = unlimited ]; do :; done
            dd bs=10M count=1 if=/dev/zero of=/dev/null 2>/dev/null && echo small
            dd bs=300M count=1 if=/dev/zero of=/dev/null 2>/dev/null || echo large
            """
        let done = try await child(script, in: folder, memoryBytes: 100 << 20).run()
        #expect(done.text == "small\nlarge\n")
    }

    @Test func cancellationEndsTheChild() async throws {
        let fifo = "\(folder.path)/started"
        mkfifo(fifo, 0o600)
        let process = child("exec 9<>tether; echo > started; exec sleep 1000", in: folder)
        let task = Task { await failure(process) }
        // Blocks until the child has written its number.
        #expect(run("/bin/cat", [fifo]).status == 0)
        task.cancel()
        #expect(await task.value?.code == .cancelled)
        #expect(tether.isReleased())
    }

    @Test func aCancelledTaskStartsNothingForLong() async {
        let process = child("exec sleep 1000", in: folder)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await failure(process)
        }
        #expect(await task.value?.code == .cancelled)
    }
}
