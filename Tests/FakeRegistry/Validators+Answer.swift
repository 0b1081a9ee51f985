extension Behaviour.Validators {
    /// The reply with its validators, or 304 when the request names them (RFC 9110, section 13.2.2: the entity tag
    /// comes first, the date counts only without one).
    func applied(to reply: FakeReply, _ request: FakeRequest) -> FakeReply {
        guard reply.status == 200, request.method == "GET" || request.method == "HEAD" else { return reply }
        var fields: [(String, String)] = []
        let tag = "\"\(FakeImage.digest(reply.body).suffix(16))\""
        if entityTag { fields.append(("ETag", tag)) }
        if let lastModified { fields.append(("Last-Modified", lastModified)) }
        let isKnown: Bool
        if entityTag, let wanted = request.header("If-None-Match") {
            isKnown = wanted == "*" || wanted.split(separator: ",").contains { Self.bare($0) == tag }
        } else {
            isKnown = lastModified != nil && request.header("If-Modified-Since") == lastModified
        }
        let answer = isKnown ? FakeReply(304) : reply
        return fields.reduce(answer) { $0.with($1.0, $1.1) }
    }

    /// Without spaces and without the mark of a weak tag: these are compared weakly.
    private static func bare(_ tag: Substring) -> String {
        let text = tag.drop { $0 == " " }
        return String(text.hasPrefix("W/") ? text.dropFirst(2) : text).replacing(" ", with: "")
    }
}
