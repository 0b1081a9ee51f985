import Glibc
import TestSupport

/// The program that the tests run: the one that was built with them.
enum AsternProgram {
    static let path: String = {
        if let given = getenv("ASTERN_BINARY") { return String(cString: given) }
        // The test bundle lies beside the program.
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        let own = String(decoding: buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        let beside = "\(Places.parent(of: own))/astern"
        return access(beside, X_OK) == 0 ? beside : "\(Places.project)/.build/debug/astern"
    }()

    /// Nothing of one test is left for another: a run keeps its answers only where a test names a folder for them.
    @discardableResult
    static func run(
        _ arguments: [String], directory: String? = nil, environment: [String: String] = [:]
    ) -> CommandResult {
        TestSupport.run(
            path, arguments, directory: directory,
            environment: ["XDG_CACHE_HOME": "/dev/null/none"].merging(environment) { $1 })
    }
}
