/// Every bound that Git sets on what a repository may cost us, with its reason.
public enum GitLimits {
    /// One listing, the start of `git`, its connections and credential helpers included; the same as for a registry.
    public static let time = Duration.seconds(30)

    /// Asking `git` for its configuration reads a few small files; the machine may be very busy.
    static let configurationTime = Duration.seconds(20)

    /// Asking which files of a tree are ignored: `git` walks the folders that are not, of large trees for seconds.
    static let treeTime = Duration.seconds(60)

    /// The names of ignored files; whole folders are one name.
    static let treeBytes = 16 << 20

    /// Tags of one repository. The largest public ones (nixpkgs, chromium) have some ten thousands.
    public static let tags = 200_000

    /// An annotated tag is two lines of about 80 bytes: this is enough for ``tags`` of them.
    public static let outputBytes = 32 << 20

    /// `git` keeps a server's whole answer in memory, and has no limit of its own for it: a server that never stops
    /// would get all there is. The largest lists take some 200 MB; credential helpers, which inherit this, less.
    static let memoryBytes = 1 << 30

    /// A ref name is a path below `.git`: file systems end at 4,096 bytes, and sane names at a tenth of it.
    static let nameBytes = 1_024

    /// Said of an error stream in a message.
    static let messageCharacters = 300

    /// Longer URLs are not given to `git`: servers reject them beyond 8 KB.
    static let urlBytes = 4_096

    /// An answer to `git config --get`: a command line.
    static let configurationBytes = 16 << 10
}
