import Glibc

/// What a program printed and how it ended.
public struct CommandResult: Sendable {
    public let status: Int32
    public let output: String
    public let errors: String
}

/// Runs a program to its end; output goes through files, so that no pipe can fill up.
@discardableResult
public func run(
    _ program: String, _ arguments: [String], directory: String? = nil, environment: [String: String] = [:],
    input: String = ""
) -> CommandResult {
    var template = Array("/tmp/astern-run-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return CommandResult(status: -1, output: "", errors: "no temporary folder") }
    let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    let files = (input: "\(folder)/in", output: "\(folder)/out", errors: "\(folder)/err")
    defer {
        for file in [files.input, files.output, files.errors] { unlink(file) }
        rmdir(folder)
    }
    if let file = fopen(files.input, "w") {
        fputs(input, file)
        fclose(file)
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, files.input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, files.output, O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, files.errors, O_WRONLY | O_CREAT, 0o600)
    // The C library's way to change the folder of a spawned program is hidden from modules: the shell does it.
    let line = directory.map { ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", $0, program] } ?? [program]
    let words = (line + arguments).map { strdup($0) } + [nil]
    let variables = merged(environment).map { strdup($0) } + [nil]
    defer { for pointer in words + variables { free(pointer) } }
    var pid: pid_t = 0
    let code = posix_spawnp(&pid, line[0], &actions, nil, words, variables)
    guard code == 0 else {
        return CommandResult(status: 127, output: "", errors: "\(program): \(String(cString: strerror(code)))")
    }
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    let exited = status & 0x7F == 0
    return CommandResult(
        status: exited ? (status >> 8) & 0xFF : -(status & 0x7F), output: Places.text(files.output),
        errors: Places.text(files.errors)
    )
}

/// This process's environment with changes; an empty value takes a variable away. No `ASTERN_` variable comes through.
private func merged(_ changes: [String: String]) -> [String] {
    var result: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
        let pair = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        if pair.count == 2, !pair[0].hasPrefix("ASTERN_") { result[String(pair[0])] = String(pair[1]) }
        entry += 1
    }
    for (name, value) in changes { result[name] = value.isEmpty ? nil : value }
    return result.map { "\($0)=\($1)" }.sorted()
}
