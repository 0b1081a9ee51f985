internal import Glibc
internal import Synchronization

/// Child programs for interop tests.
public enum Program {
    /// The program's path in `PATH`, or `nil`.
    public static func find(_ name: String) -> String? {
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        return path.split(separator: ":").map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }

    /// Runs a program to its end; gives its exit code and what it wrote.
    public static func run(_ arguments: [String]) -> (code: Int32, output: String) {
        guard let child = Child(arguments, closesInput: true) else { return (127, "cannot start \(arguments)") }
        var text: [UInt8] = []
        while let line = child.readLine() { text += Array((line + "\n").utf8) }
        return (child.wait(), String(decoding: text, as: UTF8.self))
    }
}

/// A started program: its input, and its output and errors in one stream.
final class Child: Sendable {
    let id: pid_t
    private let input: Mutex<Int32?>
    private let output: Int32

    /// Children start one after the other: one that starts while another's pipes are being made would inherit them.
    private static let starting = Mutex(())

    init?(_ arguments: [String], closesInput: Bool) {
        guard let name = arguments.first, let program = name.contains("/") ? name : Program.find(name),
            let started = Self.starting.withLock({ _ in Self.start(program, arguments) })
        else { return nil }
        id = started.id
        input = Mutex(started.input)
        output = started.output
        if closesInput { closeInput() }
    }

    private static func start(_ program: String, _ arguments: [String]) -> (id: pid_t, input: Int32, output: Int32)? {
        var inPipe: [Int32] = [-1, -1]
        var outPipe: [Int32] = [-1, -1]
        guard pipe(&inPipe) == 0, pipe(&outPipe) == 0 else { return nil }
        for end in inPipe + outPipe { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, inPipe[0], 0)
        posix_spawn_file_actions_adddup2(&actions, outPipe[1], 1)
        posix_spawn_file_actions_adddup2(&actions, outPipe[1], 2)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The threads of tasks block signals, and a child would inherit that: it could not be told to end.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var id = pid_t()
        let code = posix_spawn(&id, program, &actions, &attributes, &words, environ)
        close(inPipe[0])
        close(outPipe[1])
        if code == 0 { return (id, inPipe[1], outPipe[0]) }
        close(inPipe[1])
        close(outPipe[0])
        return nil
    }

    deinit {
        closeInput()
        close(output)
    }

    func closeInput() {
        input.withLock { input in
            if let open = input { close(open) }
            input = nil
        }
    }

    /// The next line of output, or `nil` at its end.
    func readLine() -> String? {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while true {
            let count = read(output, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { return line.isEmpty ? nil : String(decoding: line, as: UTF8.self) }
            if byte == 0x0A { return String(decoding: line, as: UTF8.self) }
            line.append(byte)
        }
    }

    func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        return (status >> 8) & 0xFF
    }
}
