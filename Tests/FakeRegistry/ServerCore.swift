internal import Glibc
internal import Synchronization

/// The part of a server that its threads hold on to, so that the server itself can be released and stop them.
final class ServerCore: Sendable {
    struct State {
        var open: Set<Int32> = []
        var accepted = 0
        var isStopped = false
    }

    private let listener: Int32
    private let hangsUpOnTLS: Bool
    private let handler: FakeServer.Handler
    let state = Mutex(State())
    let log = Mutex([FakeRequest]())

    init(listener: Int32, hangsUpOnTLS: Bool, handler: @escaping FakeServer.Handler) {
        self.listener = listener
        self.hangsUpOnTLS = hangsUpOnTLS
        self.handler = handler
    }

    func acceptConnections() {
        while true {
            let connection = accept(listener, nil, nil)
            if connection < 0 {
                if errno == EINTR || errno == ECONNABORTED { continue }
                break
            }
            _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
            let number = state.withLock { state -> Int? in
                guard !state.isStopped else { return nil }
                state.open.insert(connection)
                state.accepted += 1
                return state.accepted
            }
            guard let number, startThread({ [self] in serve(connection, number) }) else {
                close(connection)
                continue
            }
        }
        close(listener)
    }

    func stop() {
        state.withLock { state in
            guard !state.isStopped else { return }
            state.isStopped = true
            shutdown(listener, Int32(SHUT_RDWR))
            for connection in state.open { shutdown(connection, Int32(SHUT_RDWR)) }
        }
    }

    private func serve(_ connection: Int32, _ number: Int) {
        var noDelay: Int32 = 1
        setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &noDelay, socklen_t(MemoryLayout<Int32>.size))
        var wire = ServerWire(connection, hangsUpOnTLS: hangsUpOnTLS)
        var verdict = ServerWire.Verdict.keep
        while verdict == .keep, let request = wire.readRequest(number) {
            log.withLock { $0.append(request) }
            verdict = wire.send(handler(request), to: request)
        }
        // Out of the set before the number can be used again.
        state.withLock { _ = $0.open.remove(connection) }
        if verdict == .reset {
            var abort = linger(l_onoff: 1, l_linger: 0)
            setsockopt(connection, SOL_SOCKET, SO_LINGER, &abort, socklen_t(MemoryLayout<linger>.size))
            close(connection)
            return
        }
        // A child process that was started meanwhile may hold a copy: closing ours alone would not end the connection.
        shutdown(connection, Int32(SHUT_RDWR))
        close(connection)
    }
}
