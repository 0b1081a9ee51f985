internal import Glibc

extension ServerWire {
    /// Sends one byte at a time; false when the client, or `stop()`, ends the connection meanwhile.
    ///
    /// The pause is a wait for the client: it says nothing before it has its answer, so that only the end of the
    /// connection can shorten it.
    func drip(_ bytes: [UInt8], every milliseconds: Int32) -> Bool {
        for byte in bytes {
            guard write([byte]) else { return false }
            var peer = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
            if poll(&peer, 1, milliseconds) > 0 { return false }
        }
        return true
    }
}

/// Bytes spoilt on the way.
enum BitFlips {
    /// Flips one bit in every 24 bytes, at least one: enough to hit, few enough to leave the rest as it was.
    static func apply(to bytes: [UInt8], seed: UInt64) -> [UInt8] {
        guard !bytes.isEmpty else { return bytes }
        var result = bytes
        var state = seed
        for _ in 0...(bytes.count / 24) {
            // The steps of SplitMix64.
            state &+= 0x9E37_79B9_7F4A_7C15
            var draw = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            draw = (draw ^ (draw >> 27)) &* 0x94D0_49BB_1331_11EB
            draw ^= draw >> 31
            result[Int(draw % UInt64(bytes.count))] ^= 1 << UInt8(draw >> 61)
        }
        return result
    }
}
