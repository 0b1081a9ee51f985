internal import Crypto

/// A stored answer, and its form on disk:
///
///     astern-cache 1 <SHA-256 of everything below, hex>
///     GET https://charts.example.com/index.yaml
///     200 https://charts.example.com/index.yaml
///     ETag: "5f3e"
///
///     <body>
///
/// When it was last confirmed is the file's modification time, so that a confirmation need not write the body again.
struct CacheEntry: Sendable {
    let method: String
    /// What was asked for, as messages show it.
    let url: String
    let response: HTTPResponse

    private static let magic = "astern-cache 1 "

    /// Fields that are kept: those that readers of stored answers look at. Cookies and whatever else a server sends are
    /// nobody's business later.
    private static let kept: Set<String> = [
        "content-type", "docker-content-digest", "etag", "last-modified", "link", "oci-filters-applied",
    ]

    init(method: String, url: String, response: HTTPResponse) {
        self.method = method
        self.url = Redaction.url(url)
        // A signed URL of some storage is a secret: the URL that was asked for stands in for it.
        let isShowable = Redaction.url(response.url) == response.url
        self.response = HTTPResponse(
            status: response.status,
            headers: HTTPHeaders(
                response.headers.fields.filter {
                    Self.kept.contains($0.name.lowercased()) && !$0.value.utf8.contains { $0 == 0x0A || $0 == 0x0D }
                }),
            body: response.body,
            url: isShowable ? response.url : url,
            movedTo: response.movedTo.flatMap { Redaction.url($0) == $0 ? $0 : nil },
        )
    }

    /// Whether storing another answer would change nothing.
    func says(the other: HTTPResponse) -> Bool {
        let entry = CacheEntry(method: method, url: other.url, response: other)
        return response.body == entry.response.body && response.status == other.status
            && response.headers == entry.response.headers && response.url == entry.response.url
            && response.movedTo == entry.response.movedTo
    }

    /// Conditions for asking whether the answer still holds (RFC 9110, section 13.1).
    var conditions: HTTPHeaders {
        var fields = HTTPHeaders()
        if let tag = response.headers["ETag"] { fields.add("If-None-Match", tag) }
        if let time = response.headers["Last-Modified"] { fields.add("If-Modified-Since", time) }
        return fields
    }

    var bytes: [UInt8] {
        var content = Array("\(method) \(url)\n\(response.status) \(response.url)\n".utf8)
        if let movedTo = response.movedTo { content += Array("\(CacheEntryHead.movedTo): \(movedTo)\n".utf8) }
        for field in response.headers.fields { content += Array("\(field.name): \(field.value)\n".utf8) }
        content.append(0x0A)
        content += response.body
        return Array((Self.magic + Hexadecimal.text(SHA256.hash(data: content)) + "\n").utf8) + content
    }

    /// Nil for anything but a whole and unchanged entry.
    init?(_ bytes: [UInt8]) {
        let start = Self.magic.utf8.count + 65
        guard bytes.count > start, bytes.starts(with: Self.magic.utf8), bytes[start - 1] == 0x0A else { return nil }
        let digest = Hexadecimal.text(SHA256.hash(data: bytes[start...]))
        guard digest.utf8.elementsEqual(bytes[Self.magic.utf8.count..<(start - 1)]),
            let head = CacheEntryHead(bytes[start...])
        else { return nil }
        method = head.method
        url = head.url
        response = HTTPResponse(
            status: head.status, headers: head.headers, body: Array(bytes[head.end...]), url: head.responseURL,
            movedTo: head.headers[CacheEntryHead.movedTo])
    }
}

/// The lines of an entry before its body.
struct CacheEntryHead {
    let method: String
    let url: String
    let status: Int
    let responseURL: String
    let headers: HTTPHeaders
    /// Where the body begins.
    let end: Int

    /// No field of a server: those are kept by name, and this is none of the names.
    static let movedTo = "astern-moved-to"

    init?(_ bytes: ArraySlice<UInt8>) {
        var lines: [String] = []
        var start = bytes.startIndex
        while let stop = bytes[start...].firstIndex(of: 0x0A), stop - bytes.startIndex <= CacheLimits.headBytes {
            let line = bytes[start..<stop]
            start = stop + 1
            if line.isEmpty { break }
            lines.append(String(decoding: line, as: UTF8.self))
        }
        end = start
        guard lines.count >= 2, start > bytes.startIndex, bytes[start - 1] == 0x0A,
            let request = Self.pair(lines[0]), let answer = Self.pair(lines[1]), let status = Int(answer.first)
        else { return nil }
        (method, url) = request
        (self.status, responseURL) = (status, answer.second)
        headers = HTTPHeaders(
            lines[2...].compactMap { line in
                guard let colon = line.firstRange(of: ": ") else { return nil }
                return .init(name: String(line[..<colon.lowerBound]), value: String(line[colon.upperBound...]))
            })
    }

    /// The head of an entry's file, from its first bytes; not verified.
    init?(startOf bytes: [UInt8]) {
        guard let stop = bytes.firstIndex(of: 0x0A) else { return nil }
        self.init(bytes[(stop + 1)...])
    }

    private static func pair(_ line: String) -> (first: String, second: String)? {
        guard let space = line.firstIndex(of: " ") else { return nil }
        return (String(line[..<space]), String(line[line.index(after: space)...]))
    }
}
