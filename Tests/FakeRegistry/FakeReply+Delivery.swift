extension FakeReply {
    /// How an answer goes over the wire. Those that break something end the connection; a HEAD request gets the head
    /// alone, with the faults that a head can have.
    public enum Delivery: Sendable {
        /// With `Content-Length`.
        case whole
        /// In chunks of so many bytes, without a length in advance.
        case chunked(Int)
        /// The connection ends after so many bytes of the body.
        case cut(after: Int)
        /// The connection ends after so many bytes of the whole answer, head included.
        case cutAnswer(after: Int)
        /// Nothing comes after so many bytes of the body, and the connection stays open.
        case stalled(after: Int)
        /// Nothing at all comes, and the connection stays open.
        case silent
        /// The connection ends at once.
        case hangUp
        /// These bytes instead of any HTTP.
        case raw([UInt8])
        /// One byte at a time from the beginning of this part on, so many milliseconds apart.
        case dripped(Part, milliseconds: Int32)
        /// The connection is reset before anything was sent, or in the middle of this part.
        case reset(Part?)
        /// The whole answer, and the same once more.
        case twice
        /// Bits of this part are flipped, by a generator that begins with this seed.
        case garbled(Part, seed: UInt64)
        /// These bytes as a chunked body, framing included.
        case chunkStream([UInt8])
        /// The body ends where the connection does: no length is given.
        case unframed
        /// So many interim answers (103) before the real one.
        case interim(Int)
        /// This comes without end, until the client is gone.
        case endless(Filler)
    }

    /// A part of an answer.
    public enum Part: Sendable {
        case head
        case body
    }

    /// What never ends.
    public enum Filler: Sendable {
        case headers
        case interimAnswers
        /// In chunks.
        case body
    }
}
