/// A request as a fake server saw it.
public struct FakeRequest: Sendable {
    public let method: String
    /// Path and query, as sent.
    public let target: String
    public let headers: [(name: String, value: String)]
    public internal(set) var body: [UInt8]
    /// Connections count from 1.
    public let connection: Int

    public var path: String { String(target.prefix { $0 != "?" }) }

    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// All values of a query item, percent-decoded.
    public func query(_ name: String) -> [String] {
        guard let mark = target.firstIndex(of: "?") else { return [] }
        return target[target.index(after: mark)...].split(separator: "&").compactMap { item in
            let parts = item.split(separator: "=", maxSplits: 1)
            guard parts.first.map({ String($0) }) == name else { return nil }
            return parts.count > 1 ? Self.decode(parts[1]) : ""
        }
    }

    /// The items of a form body.
    public var form: [String: String] {
        var items: [String: String] = [:]
        for item in String(decoding: body, as: UTF8.self).split(separator: "&") {
            let parts = item.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { items[Self.decode(parts[0])] = Self.decode(parts[1]) }
        }
        return items
    }

    private static func decode(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? 0x20 : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
