import Glibc
import Processes
import TestSupport
import Testing

let searchPath = "/usr/local/bin:/usr/bin:/bin"

/// A script run as a child.
func child(
    _ script: String, in folder: TemporaryTree, input: [UInt8] = [], environment: [String: String] = [:],
    time: Duration = .seconds(60), grace: Duration = .milliseconds(100), outputBytes: Int = 1 << 20,
    errorBytes: Int = 1_000, memoryBytes: Int? = nil
) -> BoundedProcess {
    writeScript(script, to: "\(folder.path)/child")
    return BoundedProcess(
        "\(folder.path)/child", [], environment: environment.merging(["PATH": searchPath]) { own, _ in own },
        directory: folder.path, input: input, time: time, grace: grace, outputBytes: outputBytes,
        errorBytes: errorBytes, memoryBytes: memoryBytes)
}

/// The error that a run ends with.
func failure(_ process: BoundedProcess) async -> ProcessError? {
    do throws(ProcessError) {
        _ = try await process.run()
        return nil
    } catch {
        return error
    }
}

extension ProcessResult {
    var text: String { String(decoding: output, as: UTF8.self) }
}

/// Tells when the last process is gone that opened a named pipe for writing (`exec 9<>tether`), or inherited it.
final class Tether: Sendable {
    private let reader: Int32

    init(_ path: String) throws {
        try #require(mkfifo(path, 0o600) == 0)
        reader = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        try #require(reader >= 0)
    }

    deinit { close(reader) }

    /// Waits for it, and gives up after a time that only a process that lives on would take.
    func isReleased(within milliseconds: Int32 = 30_000) -> Bool {
        var entry = pollfd(fd: reader, events: 0, revents: 0)
        return poll(&entry, 1, milliseconds) == 1 && Int32(entry.revents) & Int32(POLLHUP) != 0
    }
}
