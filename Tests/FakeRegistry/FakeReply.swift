/// An answer of a fake server, and how it is delivered.
public struct FakeReply: Sendable {
    public var status: Int
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]
    public var delivery: Delivery
    /// The first line instead of the right one.
    public var statusLine: String?

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

    public func with(statusLine: String) -> FakeReply {
        var copy = self
        copy.statusLine = statusLine
        return copy
    }

    private var reason: String {
        switch status {
        case 200: "OK"
        case 401: "Unauthorized"
        case 404: "Not Found"
        case 429: "Too Many Requests"
        default: "Status"
        }
    }

    /// Status line, fields and the empty line; with a length when it is given and no field has one.
    func head(length: Int?) -> [UInt8] {
        var head = (statusLine ?? "HTTP/1.1 \(status) \(reason)") + "\r\n"
        for header in headers { head += "\(header.name): \(header.value)\r\n" }
        if let length, !headers.contains(where: { $0.name.lowercased() == "content-length" }) {
            head += "Content-Length: \(length)\r\n"
        }
        return Array((head + "\r\n").utf8)
    }

    /// The answer as one piece, as HTTP/1.1 wants it: for tests that cut it at every byte.
    public var bytes: [UInt8] { head(length: body.count) + body }
}
