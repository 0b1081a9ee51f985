internal import CResource
internal import Subprocess
internal import SystemPackage

/// A program to be run to its end, with bounds on time and output.
///
///     let git = BoundedProcess("git", ["--version"], environment: environment, time: .seconds(5), outputBytes: 1_000)
///     let version = try await git.run().output
///
/// There is no shell: arguments reach the program letter by letter. It runs in a session of its own, without a
/// terminal to ask questions on, and starts with no signal blocked or ignored. When a bound is broken, or the task is
/// cancelled, its whole process group gets TERM, and KILL ``ProcessLimits/grace`` later. A program that ends by itself
/// may leave children behind (a credential cache, say); they are let live, and an output that they keep open is not
/// waited for.
public struct BoundedProcess: Sendable {
    /// A name without `/` is looked up in the folders of the environment's `PATH`; anything else is a path.
    public var program: String
    public var arguments: [String]
    /// All that the program sees; nothing is inherited.
    public var environment: [String: String]
    /// Where it runs; `nil`: where this process does.
    public var directory: String?
    /// Its standard input, at most ``ProcessLimits/inputBytes``.
    public var input: [UInt8]
    /// From start to end.
    public var time: Duration
    /// From TERM to KILL.
    public var grace: Duration
    /// More standard output than this is an error.
    public var outputBytes: Int
    /// The error stream's end is kept up to this, the rest dropped.
    public var errorBytes: Int
    /// Writable memory of the program, and of each of its children; `nil`: as much as we may have. It holds from a
    /// moment after the start, which is soon enough for what a peer sends.
    public var memoryBytes: Int?

    public init(
        _ program: String, _ arguments: [String], environment: [String: String], directory: String? = nil,
        input: [UInt8] = [], time: Duration, grace: Duration = ProcessLimits.grace, outputBytes: Int,
        errorBytes: Int = ProcessLimits.errorBytes, memoryBytes: Int? = nil
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.directory = directory
        self.input = input
        self.time = time
        self.grace = grace
        self.outputBytes = outputBytes
        self.errorBytes = errorBytes
        self.memoryBytes = memoryBytes
    }

    /// Runs the program; a status other than 0 is an error.
    public func run() async throws(ProcessError) -> ProcessResult {
        let (stops, stop) = AsyncStream.makeStream(of: StopReason.self, bufferingPolicy: .bufferingOldest(1))
        // The work is a task of its own, so that cancellation, too, takes the one way of ending the program.
        let ending = await withTaskCancellationHandler {
            await Task { await start(stops) }.value
        } onCancel: {
            stop.yield(.cancelled)
        }
        return try ending.get()
    }

    private func start(_ stops: AsyncStream<StopReason>) async -> Result<ProcessResult, ProcessError> {
        // NUL would cut what it stands in short without a word.
        guard !program.isEmpty, !([program] + arguments).contains(where: { $0.utf8.contains(0) }) else {
            return .failure(ProcessError(program.isEmpty ? .notFound : .unusable, program: program))
        }
        guard let pipe = FilledPipe(input) else { return .failure(ProcessError(.unusable, program: program)) }
        defer { pipe.close() }
        do {
            let done = try await Subprocess.run(
                configuration,
                input: .fileDescriptor(pipe.readEnd, closeAfterSpawningProcess: false), output: .sequence,
                error: .sequence
            ) { execution in
                // A program that is gone already needs no limit.
                if let memoryBytes {
                    _ = resource_limit_memory(execution.processIdentifier.value, UInt64(max(0, memoryBytes)))
                }
                return await Supervision(self, execution).watch(stops)
            }
            return result(done.closureResult, end: done.terminationStatus)
        } catch let error as SubprocessError where error.code == .executableNotFound {
            return .failure(ProcessError(.notFound, program: program))
        } catch {
            // The text of such an error may quote the environment: it is not passed on.
            return .failure(ProcessError(.unusable, program: program))
        }
    }

    private func result(_ seen: Observation, end: TerminationStatus) -> Result<ProcessResult, ProcessError> {
        let code: ProcessError.Code? =
            switch (seen.stop, end) {
            case (.timedOut, _): .timedOut
            case (.cancelled, _): .cancelled
            case (.tooMuchOutput, _): .tooMuchOutput
            case (.brokenPipe, _): .unusable
            case (nil, .exited(0)): nil
            case (nil, .exited(let status)): .failed(.exited(status))
            case (nil, .signaled(let number)): .failed(.signalled(number))
            }
        if let code {
            return .failure(ProcessError(code, program: program, output: seen.output, errors: seen.errors))
        }
        return .success(ProcessResult(output: seen.output, errors: seen.errors))
    }

    private var configuration: Configuration {
        var variables: [Environment.Key: String] = [:]
        for (name, value) in environment where Self.isPassable(name, value) {
            variables[Environment.Key(stringLiteral: name)] = value
        }
        variables["PATH"] = environment["PATH"] ?? ProcessLimits.path
        var options = PlatformOptions()
        // A session has no terminal, and its process group bears the program's own number.
        options.createSession = true
        return Configuration(
            executable: program.contains("/") ? .path(FilePath(program)) : .name(program),
            arguments: Arguments(arguments), environment: .custom(variables),
            workingDirectory: directory.map { FilePath($0) }, platformOptions: options
        )
    }

    /// One variable with an odd name, of which shells make some, must not keep a program from starting.
    private static func isPassable(_ name: String, _ value: String) -> Bool {
        guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
            return false
        }
        return !name.utf8.contains { $0 == 0 || $0 == UInt8(ascii: "=") } && !value.utf8.contains(0)
    }
}
