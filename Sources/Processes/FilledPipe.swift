internal import Glibc
internal import SystemPackage

/// A pipe that holds a program's whole input before the program starts, its other end closed.
///
/// Nothing is written while the program runs: no write has to wait for a program that does not read, and none raises
/// SIGPIPE when the program is gone, which would end us.
struct FilledPipe: Sendable {
    let readEnd: FileDescriptor

    /// `F_SETPIPE_SZ` of fcntl(2), which the C library shows to GNU sources only.
    private static let setPipeSize: Int32 = 1031

    /// Every pipe holds this much (pipe(7)).
    private static let plainBytes = 64 << 10

    /// Nil when there is no pipe to be had, or the input is larger than one can hold.
    init?(_ bytes: [UInt8]) {
        guard bytes.count <= ProcessLimits.inputBytes, let (readEnd, writeEnd) = try? FileDescriptor.pipe() else {
            return nil
        }
        defer { try? writeEnd.close() }
        self.readEnd = readEnd
        // Neither end is for any other child.
        for end in [readEnd, writeEnd] { _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) }
        if bytes.count > Self.plainBytes { _ = fcntl(writeEnd.rawValue, Self.setPipeSize, Int32(bytes.count)) }
        _ = fcntl(writeEnd.rawValue, F_SETFL, O_NONBLOCK)
        guard (try? writeEnd.writeAll(bytes)) == bytes.count else {
            close()
            return nil
        }
    }

    func close() {
        try? readEnd.close()
    }
}
