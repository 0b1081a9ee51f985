internal import Glibc

/// A free port of 127.0.0.1 with two sockets: one that listens, and one that is only bound.
///
/// The second keeps the port when the first is closed. Otherwise a server that "is down" in one test could come alive
/// as the server of another, to which the system gives the port that has just become free.
struct LoopbackPort {
    let number: UInt16
    let listener: Int32
    let keeper: Int32

    init() throws(FakeServer.CannotStart) {
        let (listener, number) = try Self.bound(to: 0)
        let keeper: Int32
        do throws(FakeServer.CannotStart) {
            // Two sockets may share a port as long as neither listens.
            keeper = try Self.bound(to: number).socket
        } catch {
            close(listener)
            throw error
        }
        guard listen(listener, 128) == 0 else {
            let reason = errno
            close(listener)
            close(keeper)
            throw FakeServer.CannotStart(step: "listen", code: reason)
        }
        self.listener = listener
        self.keeper = keeper
        self.number = number
    }

    private static func bound(to port: UInt16) throws(FakeServer.CannotStart) -> (socket: Int32, port: UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw FakeServer.CannotStart(step: "socket", code: errno) }
        var reuse: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = port.bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic -> Int32 in
                guard bind(descriptor, generic, length) == 0 else { return -1 }
                return getsockname(descriptor, generic, &length)
            }
        }
        guard code == 0 else {
            let reason = errno
            close(descriptor)
            throw FakeServer.CannotStart(step: "bind", code: reason)
        }
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }
}
