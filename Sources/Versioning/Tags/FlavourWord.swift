/// Words whose numbers name a platform, not a state: moving to another number is another flavour.
enum FlavourWord {
    /// Processor architectures. Their numbers never order anything.
    static func isArchitecture(_ bytes: Span<UInt8>, _ word: Range<Int>) -> Bool {
        for name in architectures where bytes.equals(word, name) { return true }
        return false
    }

    /// Architectures, language runtimes, accelerator toolkits and enterprise bases: `-cuda12`, `-jdk17`, `-ubi9`.
    static func isFixed(_ bytes: Span<UInt8>, _ word: Range<Int>) -> Bool {
        if isArchitecture(bytes, word) { return true }
        for name in platforms where bytes.equals(word, name) { return true }
        return false
    }

    /// Words before a commit: branches and environments.
    static func isBranch(_ bytes: Span<UInt8>, _ word: Range<Int>) -> Bool {
        for name in branches where bytes.equals(word, name) { return true }
        return false
    }

    /// Words before the number of a pull request.
    static func isTicket(_ bytes: Span<UInt8>, _ word: Range<Int>) -> Bool {
        for name in tickets where bytes.equals(word, name) { return true }
        return false
    }

    private static let tickets: [StaticString] = ["pr", "pull", "mr", "issue"]

    private static let branches: [StaticString] = [
        "main", "master", "trunk", "develop", "dev", "staging", "prod", "production", "sha", "git", "commit",
    ]

    private static let architectures: [StaticString] = [
        "amd", "arm", "armv", "armhf", "aarch", "i", "x", "ppc", "riscv", "mips", "win", "ltsc", "nanoserver",
    ]

    private static let platforms: [StaticString] = [
        "cuda", "cudnn", "rocm", "ubi", "el", "rhel", "jdk", "jre", "java", "openjdk", "php", "python", "py", "cp",
        "node", "ruby", "go", "golang", "dotnet", "net", "pg", "postgres", "postgresql", "mysql", "mariadb", "scala",
        "spark", "lua", "perl", "erlang", "otp", "ipv", "k8s", "http", "oauth",
    ]
}
