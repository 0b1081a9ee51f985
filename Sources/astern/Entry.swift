import ArgumentParser
import Glibc

@main
enum Entry {
    static func main() async {
        // A reader that goes away (`astern … | head`) is no reason to die loudly: the write fails, and we stop.
        signal(SIGPIPE, SIG_IGN)
        // The one question that must cost nothing is answered before the commands are set up.
        if CommandLine.arguments.count == 2, CommandLine.arguments[1] == "--version" {
            Output.write("astern \(AsternVersion.text)\n")
            return
        }
        await Astern.main()
    }
}

/// The version of the program; `CHANGELOG.md` says what each brought.
enum AsternVersion {
    static let text = "0.1.0"
}
