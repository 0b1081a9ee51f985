import Glibc
import TestSupport
import Testing

/// An update that is killed at any moment: each file is the old one or the new one, and the next run completes it.
///
/// `ASTERN_KILLS=200` says how often; fewer in a usual run.
@Suite("Killed updates")
struct KillTests {
    private static let files = 2_000
    private static let kills = getenv("ASTERN_KILLS").flatMap { Int(String(cString: $0)) } ?? 6
    private static let snapshot = TemporaryTree([
        "upstream.json": #"""
        {"apiVersion": "astern/v1", "kind": "Snapshot", "helm": {}, "git": {},
         "oci": {"registry.example/team/part": {"tags": ["1.2.3", "1.2.4"]}}}
        """#
    ])

    private static func text(_ version: String) -> String {
        let lines = "    env: [{name: VARIABLE, value: a value of it}]\n"
        let part = "  - name: part\n    image: registry.example/team/part:\(version) # kept\n\(lines)"
        return "apiVersion: v1\nkind: Pod\nmetadata:\n  name: ledger\nspec:\n  containers:\n"
            + String(repeating: part, count: 5)
    }

    private static func name(_ file: Int) -> String { "apps/\(file / 50)/pod-\(file).yaml" }

    @Test("no file is torn, the next run completes, and nothing stays beside the files")
    func kills() throws {
        let (old, new) = (Self.text("1.2.3"), Self.text("1.2.4"))
        let tree = TemporaryTree()
        var random = SplitMix(state: 2_026)
        func reset() { for file in 0..<Self.files { tree.write(old, to: Self.name(file)) } }
        func update() -> CommandResult {
            AsternProgram.run(["update", tree.path, "--snapshot", "\(Self.snapshot.path)/upstream.json"])
        }
        reset()
        let clock = ContinuousClock()
        let whole = clock.measure { _ = update() }
        reset()
        var (partial, untouched, complete, strays) = (0, 0, 0, 0)
        for round in 0..<Self.kills {
            // Most of a run is reading: the second half, in which files are staged and replaced, is met more often.
            let moment = Double.random(in: 0..<1, using: &random).squareRoot() * 1.1
            let child = Self.start(["update", tree.path, "--snapshot", "\(Self.snapshot.path)/upstream.json"])
            try #require(child > 0)
            usleep(UInt32(moment * whole.microseconds))
            kill(child, SIGKILL)
            var status: Int32 = 0
            waitpid(child, &status, 0)
            let texts = (0..<Self.files).map { tree.text(Self.name($0)) }
            let torn = texts.indices.filter { texts[$0] != old && texts[$0] != new }
            #expect(torn.isEmpty, "round \(round): \(torn.map(Self.name))")
            let written = texts.count { $0 == new }
            if written == 0 { untouched += 1 } else if written == Self.files { complete += 1 } else { partial += 1 }
            let beside = Self.strays(in: tree)
            if beside > 0 { strays += 1 }
            // Now and then the tree stays as the kill left it, and the next run goes on from there.
            guard round % 5 == 4 || round == Self.kills - 1 || written == Self.files else { continue }
            let last = update()
            #expect(last.status == 0, "\(last.errors.suffix(500))")
            #expect((0..<Self.files).allSatisfy { tree.text(Self.name($0)) == new })
            if written < Self.files { #expect(Self.strays(in: tree) == 0) }
            Self.removeStrays(in: tree)
            reset()
        }
        print(
            "\(Self.kills) kills: \(untouched) before the first file, \(partial) between, \(complete) after the last; "
                + "\(strays) left temporary files, which the next run removed")
    }

    private static func strays(in tree: TemporaryTree) -> Int {
        run("find", [tree.path, "-type", "f", "-not", "-name", "pod-*.yaml"]).output.split(separator: "\n").count
    }

    /// After a kill behind the last rename none are left; before, an update that has nothing to write leaves them.
    private static func removeStrays(in tree: TemporaryTree) {
        run("find", [tree.path, "-type", "f", "-not", "-name", "pod-*.yaml", "-delete"])
    }

    private static func start(_ arguments: [String]) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in [1, 2] as [Int32] {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
        }
        let words = ([AsternProgram.path] + arguments).map { strdup($0) } + [nil]
        let environment: [String] = ["PATH=/usr/bin:/bin", "XDG_CACHE_HOME=/dev/null/none"]
        let variables = environment.map { strdup($0) } + [nil]
        defer { for pointer in words + variables { free(pointer) } }
        var child: pid_t = 0
        return posix_spawn(&child, AsternProgram.path, &actions, nil, words, variables) == 0 ? child : 0
    }
}

extension Duration {
    fileprivate var microseconds: Double {
        Double(components.seconds) * 1e6 + Double(components.attoseconds) / 1e12
    }
}
