import Glibc

/// What may be drawn: colour and progress are for terminals, and for who asks.
enum Terminal {
    /// Colour on stdout: `NO_COLOR` forbids it, `CLICOLOR_FORCE` demands it, else a terminal that is not dumb.
    static var showsColor: Bool {
        if !(Environment.value("NO_COLOR") ?? "").isEmpty { return false }
        if let force = Environment.value("CLICOLOR_FORCE"), !force.isEmpty, force != "0" { return true }
        return isatty(STDOUT_FILENO) == 1 && !isDumb
    }

    static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 && !isDumb }

    private static var isDumb: Bool { Environment.value("TERM") == "dumb" || Environment.value("TERM") == nil }
}
