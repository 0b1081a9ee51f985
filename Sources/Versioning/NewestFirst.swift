/// An order for people: versions before other texts, the newest at the top.
///
/// Tags of one repository follow no single scheme, so this order is for reading; decisions use a `Scheme`.
public enum NewestFirst {
    public static func sorted(_ texts: [String]) -> [String] {
        var versions: [Version] = []
        var named: [String] = []
        versions.reserveCapacity(texts.count)
        named.reserveCapacity(texts.count)
        var others: [String] = []
        for text in texts {
            if let version = Self.version(text) {
                versions.append(version)
                named.append(text)
            } else {
                others.append(text)
            }
        }
        let order = versions.precedenceOrder()
        var sorted: [String] = []
        sorted.reserveCapacity(texts.count)
        var end = order.count
        while end > 0 {
            let last = Int(order[end - 1])
            var start = end - 1
            while start > 0, !(versions[Int(order[start - 1])] < versions[last]) { start -= 1 }
            if start == end - 1 {
                sorted.append(named[last])
            } else {
                sorted += byBytes(order[start..<end].map { named[Int($0)] })
            }
            end = start
        }
        return sorted + byBytes(others)
    }

    /// Nearly all tags are versions as they stand; only the rest is looked at for the other spelling.
    private static func version(_ text: String) -> Version? {
        if let version = try? Version(text) { return version }
        return text.utf8.contains(UInt8(ascii: "_")) ? try? Version(TagSpelling.version(text)) : nil
    }

    private static func byBytes(_ texts: [String]) -> [String] {
        texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
