internal import Artifacts
internal import Transport

/// The way through the pages of one tag list: what was seen, where to go next, and when to stop.
struct TagWalk {
    struct Page {
        let address: HTTPAddress
    }

    let repository: RepositoryName
    private let first: HTTPAddress
    private(set) var next: Page?
    private(set) var pages = 0

    /// Entries that are no tags: digests, empty texts, nulls.
    private(set) var dropped = 0

    private var asksForPageSize = true
    private var tags: [String] = []
    private var seen = TagSet()
    private var visited: Set<HTTPAddress> = []
    private var bytes = 0
    private var partial: String?
    private var asOf: Int64?

    init(repository: RepositoryName, address: HTTPAddress) {
        self.repository = repository
        first = address
        next = Page(address: address.with(query: "n=\(RegistryLimits.tagsPerPage)"))
    }

    var list: TagList { TagList(tags: tags, partial: partial, asOf: asOf) }

    /// A page was said at an earlier time.
    mutating func noteAge(_ time: Int64) {
        asOf = min(asOf ?? time, time)
    }

    mutating func end(partial reason: String?) {
        next = nil
        partial = reason
    }

    /// Only before the first page, and only once.
    var mayDropPageSize: Bool { pages == 0 && asksForPageSize }

    mutating func dropPageSize() {
        asksForPageSize = false
        next = Page(address: first)
    }

    mutating func take(_ page: TagPage, _ response: HTTPResponse) {
        guard let current = next else { return }
        pages += 1
        bytes += response.body.count
        visited.insert(current.address)
        let added = add(page)
        guard tags.count <= RegistryLimits.tags else {
            tags.removeLast(tags.count - RegistryLimits.tags)
            return end(partial: "\(repository): more than \(RegistryLimits.tags) tags; the rest was not read")
        }
        guard bytes <= RegistryLimits.tagListBytes else {
            return end(
                partial: "\(repository): more than \(RegistryLimits.tagListBytes) bytes of tags; the rest was not read")
        }
        switch LinkHeader.next(response.headers.values(for: "Link")) {
        case .malformed:
            end(partial: "\(repository): the registry's link to the next page of tags is malformed")
        case .none:
            guess(after: page, added: added)
        case .target(let target):
            follow(target, response)
        }
    }

    /// Adds the tags that are new; gives their number.
    private mutating func add(_ page: TagPage) -> Int {
        dropped += page.count - page.tags.count
        var added = 0
        seen.reserve(for: page.tags.count)
        tags.reserveCapacity(tags.count + page.tags.count)
        for tag in page.tags {
            switch seen.insert(tag, among: tags) {
            case .added:
                tags.append(tag)
                added += 1
            case .known: break
            case .noTag: dropped += 1
            }
        }
        return added
    }

    private mutating func follow(_ target: String, _ response: HTTPResponse) {
        guard let source = HTTPAddress(response.url), let resolved = source.resolve(target) else {
            return end(partial: "\(repository): the registry's link to the next page of tags is not a URL")
        }
        guard let address = fit(resolved, to: source) else {
            return end(
                partial:
                    "\(repository): the next page of tags is at another server (\(resolved.origin)), which is refused",
            )
        }
        guard !visited.contains(address) else {
            return end(partial: "\(repository): the registry's pages of tags lead in a circle")
        }
        guard pages < RegistryLimits.tagPages else {
            return end(
                partial: "\(repository): more than \(RegistryLimits.tagPages) pages of tags; the rest was not read")
        }
        next = Page(address: address)
    }

    /// The target on our own origin, or `nil` when it leads elsewhere.
    ///
    /// A registry behind a proxy that ends TLS may write `http://` with our host: https is kept. One whose proxy
    /// changes paths (Artifactory) may lose a part of the path: ours is kept, with the target's query, when that says
    /// where to go on.
    private func fit(_ target: HTTPAddress, to source: HTTPAddress) -> HTTPAddress? {
        var target = target
        if target.origin != source.origin {
            guard source.scheme == .https, target.scheme == .http, target.host == source.host,
                target.port == nil || target.port == 80 || target.port == source.origin.port
            else { return nil }
            target = source.with(path: target.path, query: target.query)
        }
        if target.path != source.path, source.path == first.path, target.queryValue("last") != nil {
            target = source.with(query: target.query)
        }
        return target
    }

    /// No link: the list is complete, unless exactly as many tags came as were asked for. Then one page is tried from
    /// the last tag on, and the list ends when that brings nothing new (old Nexus sends no links).
    private mutating func guess(after page: TagPage, added: Int) {
        let isFull = asksForPageSize && page.count == RegistryLimits.tagsPerPage
        guard isFull, added > 0, let last = page.tags.last, pages < RegistryLimits.tagPages else {
            let isCapped = isFull && added > 0 && pages >= RegistryLimits.tagPages
            return end(
                partial: isCapped ? "\(repository): more than \(RegistryLimits.tagPages) pages of tags" : nil,
            )
        }
        let query = HTTPAddress.encodeQuery([("n", "\(RegistryLimits.tagsPerPage)"), ("last", last)])
        next = Page(address: first.with(query: query))
    }
}
