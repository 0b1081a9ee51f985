import Glibc

/// The standard streams: data goes to stdout, everything else to stderr.
enum Output {
    static func write(_ text: String) { write(Array(text.utf8), to: STDOUT_FILENO) }
    static func write(_ bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

    static func write(lines: [String]) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(lines.reduce(0) { $0 + $1.utf8.count + 1 })
        for line in lines {
            bytes += line.utf8
            bytes.append(UInt8(ascii: "\n"))
        }
        write(bytes, to: STDOUT_FILENO)
    }

    /// A line on stderr.
    static func note(_ text: String) { write(Array("\(text)\n".utf8), to: STDERR_FILENO) }
    static func raw(_ text: String) { write(Array(text.utf8), to: STDERR_FILENO) }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        bytes.withUnsafeBytes { buffer in
            var written = 0
            while written < buffer.count {
                let count = Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
                if count < 0, errno == EINTR { continue }
                // Nobody reads any more, or the disk is full: for the first there is nothing to say.
                if count <= 0 { exit(errno == EPIPE ? 0 : 1) }
                written += count
            }
        }
    }
}
