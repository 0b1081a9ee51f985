/// A shell script that can be run as a program.
///
/// Another process writes it: a file that this one had open for writing at the moment when some other test starts a
/// child could not be executed ("text file busy").
public func writeScript(_ text: String, to path: String) {
    let folder = Places.parent(of: path)
    let made = run(
        "/bin/sh", ["-c", "mkdir -p \"$1\" && cat > \"$2\" && chmod +x \"$2\"", "sh", folder, path],
        input: "#!/bin/sh\n\(text)\n")
    precondition(made.status == 0, "cannot write \(path): \(made.errors)")
}
