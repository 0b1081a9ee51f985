internal import Glibc
internal import Synchronization

/// An HTTP/1.1 server on 127.0.0.1 with a free port, whose every answer a closure decides.
///
///     let server = try FakeServer { request in FakeReply(200, text: "hello") }
///     … server.url + "/x" …
///     server.requests.count
///
/// One thread accepts, one serves each connection (kept alive as HTTP/1.1 says). It speaks no TLS: a client that
/// tries is hung up on, as a plain server does. Stops when released.
public final class FakeServer: Sendable {
    public typealias Handler = @Sendable (FakeRequest) -> FakeReply

    public struct CannotStart: Error {
        public let step: String
        public let code: Int32
    }

    public let port: UInt16
    private let core: ServerCore

    /// - Parameter hangsUpOnTLS: end the connection when a TLS handshake begins, and do not wait for a head.
    public init(hangsUpOnTLS: Bool = true, _ handler: @escaping Handler) throws(CannotStart) {
        let (listener, port) = try Self.listen()
        self.port = port
        core = ServerCore(listener: listener, hangsUpOnTLS: hangsUpOnTLS, handler: handler)
        guard startThread({ [core] in core.acceptConnections() }) else {
            close(listener)
            throw CannotStart(step: "pthread_create", code: errno)
        }
    }

    deinit {
        core.stop()
    }

    /// `127.0.0.1:PORT`
    public var host: String { "127.0.0.1:\(port)" }

    /// `http://127.0.0.1:PORT`
    public var url: String { "http://\(host)" }

    /// Every request so far, in the order of arrival.
    public var requests: [FakeRequest] { core.log.withLock { $0 } }

    /// Connections accepted so far, those of TLS attempts included.
    public var connections: Int { core.state.withLock { $0.accepted } }

    public func forgetRequests() {
        core.log.withLock { $0 = [] }
    }

    /// Ends all connections and accepts no more.
    public func stop() {
        core.stop()
    }

    private static func listen() throws(CannotStart) -> (Int32, UInt16) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard listener >= 0 else { throw CannotStart(step: "socket", code: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic -> Int32 in
                guard bind(listener, generic, length) == 0, Glibc.listen(listener, 128) == 0 else { return -1 }
                return getsockname(listener, generic, &length)
            }
        }
        guard code == 0 else {
            let reason = errno
            close(listener)
            throw CannotStart(step: "bind", code: reason)
        }
        return (listener, UInt16(bigEndian: address.sin_port))
    }
}

/// Runs a closure on a detached thread.
func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
    final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    let box = Unmanaged.passRetained(Box(body))
    var thread = pthread_t()
    let code = pthread_create(
        &thread, nil,
        { context in
            if let context { Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body() }
            return nil
        }, box.toOpaque())
    guard code == 0 else {
        box.release()
        return false
    }
    pthread_detach(thread)
    return true
}
