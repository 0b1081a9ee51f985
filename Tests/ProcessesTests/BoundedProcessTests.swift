import Processes
import TestSupport
import Testing

@Suite struct BoundedProcessTests {
    private let folder = TemporaryTree([:])

    @Test func passesArgumentsLetterByLetter() async throws {
        let words = ["a b", "$HOME", "*", "", "'\"", "-n", "\n", "ü"]
        let done = try await BoundedProcess(
            "printf", ["%s|"] + words, environment: ["PATH": searchPath], time: .seconds(60), outputBytes: 1_000
        ).run()
        #expect(done.text == words.map { "\($0)|" }.joined())
        #expect(done.errors.isEmpty)
    }

    @Test func theEnvironmentIsWhatIsGiven() async throws {
        let environment = ["PATH": searchPath, "A": "1", "1X": "odd", "B=C": "odd", "": "odd", "N": "a\0b", "E": ""]
        let done = try await BoundedProcess(
            "/usr/bin/env", [], environment: environment, time: .seconds(60), outputBytes: 10_000
        ).run()
        #expect(done.text.split(separator: "\n").sorted() == ["A=1", "E=", "PATH=\(searchPath)"])
    }

    @Test func aProgramIsFoundWithoutPath() async throws {
        let done = try await BoundedProcess("env", [], environment: [:], time: .seconds(60), outputBytes: 1_000).run()
        #expect(done.text == "PATH=/usr/local/bin:/usr/bin:/bin\n")
    }

    @Test func inputAndFolderArePassedOn() async throws {
        let input = [UInt8]((0..<300_000).map { UInt8(truncatingIfNeeded: $0) })
        let done = try await child("cat; pwd >&2", in: folder, input: input).run()
        #expect(done.output == input)
        #expect(String(decoding: done.errors, as: UTF8.self).hasSuffix("\(folder.path)\n"))
    }

    @Test func inputThatIsNotReadIsNoError() async throws {
        let input = [UInt8](repeating: 0x61, count: 1 << 20)
        #expect(try await child("exec <&-; echo done", in: folder, input: input).run().text == "done\n")
        #expect(try await child("echo done", in: folder, input: input).run().text == "done\n")
    }

    @Test func inputBeyondTheLimitIsRefused() async {
        let input = [UInt8](repeating: 0x61, count: ProcessLimits.inputBytes + 1)
        #expect(await failure(child("cat", in: folder, input: input))?.code == .unusable)
    }

    @Test(arguments: [
        ("exit 3", ProcessError.Code.failed(.exited(3))), ("kill -KILL $$", .failed(.signalled(9))),
        ("exit 128", .failed(.exited(128))),
    ]) func aFailureHasItsStatus(_ script: String, _ code: ProcessError.Code) async throws {
        let error = try #require(await failure(child("echo out; echo err >&2; \(script)", in: folder)))
        #expect(error.code == code)
        #expect(error.output == Array("out\n".utf8))
        #expect(error.errors == Array("err\n".utf8))
        #expect(!error.description.contains("err\n"))
    }

    @Test(arguments: ["no-such-program-here", "/no/such/program", "/etc/passwd", ""])
    func whatIsNoProgramIsNotFound(_ program: String) async throws {
        let process = BoundedProcess(
            program, ["secret"], environment: ["PATH": searchPath], time: .seconds(60), outputBytes: 10)
        let error = try #require(await failure(process))
        #expect(error.code == .notFound)
        #expect(!error.description.contains("secret"))
    }

    @Test func relativeFoldersOfPathAreNotSearched() async throws {
        writeScript("echo caught", to: "\(folder.path)/sub/here")
        let process = BoundedProcess(
            "here", [], environment: ["PATH": ":.:sub"], directory: folder.path, time: .seconds(60), outputBytes: 10)
        #expect(await failure(process)?.code == .notFound)
    }

    @Test func nulIsRefused() async throws {
        let process = BoundedProcess("echo", ["a\0b"], environment: [:], time: .seconds(60), outputBytes: 10)
        #expect(await failure(process)?.code == .unusable)
    }

    @Test func manyRunAtATime() async throws {
        let texts = await withTaskGroup(of: String?.self) { group in
            for number in 0..<40 {
                group.addTask {
                    try? await BoundedProcess(
                        "echo", ["\(number)"], environment: [:], time: .seconds(60), outputBytes: 100
                    ).run().text
                }
            }
            return await group.reduce(into: Set<String>()) { $0.insert($1 ?? "none") }
        }
        #expect(texts == Set((0..<40).map { "\($0)\n" }))
    }

    /// Tasks run on threads that block signals: a child that inherited that could not be ended by TERM.
    @Test func noSignalIsBlockedOrIgnored() async throws {
        let process = BoundedProcess(
            "grep", ["-E", "^Sig(Blk|Ign)", "/proc/self/status"], environment: [:], time: .seconds(60),
            outputBytes: 1_000)
        let words = try await process.run().text.split { $0 == "\t" || $0 == "\n" }
        // 32 and 33 belong to the C library, which lets nobody change them.
        let masks = [words[1], words[3]].map { (UInt64($0, radix: 16) ?? .max) & 0x7FFF_FFFF }
        #expect(masks == [0, 0])
    }

    @Test func thereIsNoTerminal() async throws {
        let done = try await child("(: < /dev/tty) 2>/dev/null && echo terminal || echo none", in: folder).run()
        #expect(done.text == "none\n")
    }
}
