internal import Synchronization

extension RegistryStore {
    /// One page of tags, and the link to the next.
    func tagPage(_ request: FakeRequest, _ name: String, _ behaviour: Behaviour) -> FakeReply {
        guard let all = contents.withLock({ $0.repositories[name]?.tags }) else {
            return Self.error(404, "NAME_UNKNOWN")
        }
        let asked = request.query("n").first.flatMap { Int($0) }
        if let asked, behaviour.rejectsPageSize || asked > behaviour.largestPageSize ?? .max {
            return Self.error(405, "UNSUPPORTED")
        }
        if let json = behaviour.tagsJSON { return FakeReply(200, json: #"{"name":"\#(name)","tags":\#(json)}"#) }
        let start = request.query("last").first.flatMap { last in all.firstIndex(of: last).map { $0 + 1 } } ?? 0
        let size = behaviour.ignoresPageSize ? all.count : min(asked ?? .max, behaviour.pageSize ?? .max)
        let page = all[min(start, all.count)...].prefix(size)
        let texts = page.map { "\"\($0)\"" }.joined(separator: ",")
        let reply = FakeReply(200, json: #"{"name":"\#(name)","tags":[\#(texts)]}"#)
        // The specification: `n` of zero asks for nothing, and there is no page after it.
        guard page.endIndex < all.count, let last = page.last else { return reply }
        let query = "?last=\(last)" + (asked.map { "&n=\($0)" } ?? "")
        if case .loop = behaviour.link { return reply.with("Link", "<\(request.target)>; rel=\"next\"") }
        guard let target = target(request.path, query, behaviour.link) else { return reply }
        return reply.with("Link", target)
    }

    private func target(_ path: String, _ query: String, _ link: Behaviour.Link) -> String? {
        switch link {
        case .relative: "<\(path)\(query)>; rel=\"next\""
        case .absolute: "<\(own.withLock { $0 })\(path)\(query)>; rel=\"next\""
        case .query: "<\(query)>; rel=next"
        case .bare: "<\(path)\(query)>"
        case .none, .loop: nil
        case .fixed(let text): text
        case .origin(let origin): "<\(origin)\(path)\(query)>; rel=\"next\""
        case .path(let other): "<\(other)\(query)>; rel=\"next\""
        }
    }
}
