extension CurlFailure {
    /// The time limit of an exchange ran out; says how far it came.
    static func timeout(_ transfer: Transfer, wire: WireFacts, result: TransferResult) -> TransportError {
        let limit = transfer.timeLimit.formatted
        let place = transfer.address.origin
        return TransportError(
            .timeout, "\(place): no whole answer within \(limit): \(progress(wire: wire, result: result))")
    }

    private static func progress(wire: WireFacts, result: TransferResult) -> String {
        guard result.status > 0 else {
            return wire.isConnected ? "the request was sent, and nothing came" : "no connection yet"
        }
        let length = result.headers["Content-Length"].flatMap { Int($0) }.map { " of \($0)" } ?? ""
        return "status \(result.status) and \(wire.bytes)\(length) bytes of body had come"
    }
}

extension Duration {
    /// `30 s`, `1.5 s`, `300 ms`
    var formatted: String {
        let milliseconds = TraceLine.milliseconds(self)
        if milliseconds < 1_000 { return "\(milliseconds) ms" }
        let rest = milliseconds % 1_000
        if rest == 0 { return "\(milliseconds / 1_000) s" }
        let digits = "\(1_000 + rest)".dropFirst()
        let kept = digits.reversed().drop { $0 == "0" }.reversed()
        return "\(milliseconds / 1_000).\(String(kept)) s"
    }
}
