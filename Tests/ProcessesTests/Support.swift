import Processes
import TestSupport

let searchPath = "/usr/local/bin:/usr/bin:/bin"

/// A script run as a child.
func child(
    _ script: String, in folder: TemporaryTree, input: [UInt8] = [], environment: [String: String] = [:],
    time: Duration = .seconds(60), grace: Duration = .milliseconds(100), outputBytes: Int = 1 << 20,
    errorBytes: Int = 1_000
) -> BoundedProcess {
    writeScript(script, to: "\(folder.path)/child")
    return BoundedProcess(
        "\(folder.path)/child", [], environment: environment.merging(["PATH": searchPath]) { own, _ in own },
        directory: folder.path, input: input, time: time, grace: grace, outputBytes: outputBytes,
        errorBytes: errorBytes)
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
