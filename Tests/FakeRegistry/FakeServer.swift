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
    /// Holds the port until the server is released, so that nobody else answers there once it has stopped.
    private let keeper: Int32

    /// - Parameter hangsUpOnTLS: end the connection when a TLS handshake begins, and do not wait for a head.
    public init(hangsUpOnTLS: Bool = true, _ handler: @escaping Handler) throws(CannotStart) {
        let port = try LoopbackPort()
        self.port = port.number
        keeper = port.keeper
        core = ServerCore(listener: port.listener, hangsUpOnTLS: hangsUpOnTLS, handler: handler)
        guard startThread({ [core] in core.acceptConnections() }) else {
            close(port.listener)
            throw CannotStart(step: "pthread_create", code: errno)
        }
    }

    deinit {
        core.stop()
        close(keeper)
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
