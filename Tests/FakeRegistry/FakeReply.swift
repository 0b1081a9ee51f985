/// An answer of a fake server, and how it is delivered.
public struct FakeReply: Sendable {
    public enum Delivery: Sendable {
        /// With `Content-Length`.
        case whole
        /// In chunks of so many bytes, without a length in advance.
        case chunked(Int)
        /// The connection ends after so many bytes of the body.
        case cut(after: Int)
        /// Nothing comes after so many bytes of the body, and the connection stays open.
        case stalled(after: Int)
        /// Nothing at all comes, and the connection stays open.
        case silent
        /// The connection ends at once.
        case hangUp
        /// These bytes instead of any HTTP.
        case raw([UInt8])
    }

    public var status: Int
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]
    public var delivery: Delivery

    public init(
        _ status: Int,
        headers: [(name: String, value: String)] = [],
        body: [UInt8] = [],
        delivery: Delivery = .whole,
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.delivery = delivery
    }

    public init(_ status: Int, text: String, type: String = "text/plain") {
        self.init(status, headers: [("Content-Type", type)], body: Array(text.utf8))
    }

    public init(_ status: Int, json: String) {
        self.init(status, text: json, type: "application/json")
    }

    public static func redirect(_ status: Int = 307, to location: String) -> FakeReply {
        FakeReply(status, headers: [("Location", location)])
    }

    public func with(_ name: String, _ value: String) -> FakeReply {
        var copy = self
        copy.headers.append((name, value))
        return copy
    }

    public func delivered(_ delivery: Delivery) -> FakeReply {
        var copy = self
        copy.delivery = delivery
        return copy
    }

    var reason: String {
        switch status {
        case 200: "OK"
        case 401: "Unauthorized"
        case 404: "Not Found"
        case 429: "Too Many Requests"
        default: "Status"
        }
    }
}
