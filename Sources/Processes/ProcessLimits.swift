/// Every bound that Processes sets by itself, with its reason; time and bytes of one run are its caller's choice.
public enum ProcessLimits {
    /// Between TERM and KILL: a program that tidies up (locks, temporary files) is done within a fraction of this.
    public static let grace = Duration.seconds(2)

    /// Kept of what a program writes to its error stream unless the caller says otherwise: its last words, not a log.
    public static let errorBytes = 16 << 10

    /// What a pipe may be made to hold without privileges (`/proc/sys/fs/pipe-max-size`); see ``FilledPipe``.
    public static let inputBytes = 1 << 20

    /// Searched for a program when the environment that it is given has no `PATH`: the system's own folders.
    static let path = "/usr/local/bin:/usr/bin:/bin"
}
