public import Artifacts
internal import Transport

extension RegistryClient {
    /// All tags of a repository, page by page until the registry names no further page.
    ///
    /// A failure of the first page is thrown. Once there are tags, nothing makes the list look complete that is not:
    /// a later page that fails, a page link that leads elsewhere or in a circle, and every limit of
    /// ``RegistryLimits`` give a list with a `partial` reason. `notFound` may also mean that the last tag was
    /// deleted.
    public func tags(of repository: RepositoryName) async throws(RegistryError) -> TagList {
        let place = try options.registries.route(to: repository).primary
        let base = try await base(of: place)
        var walk = TagWalk(repository: repository, address: base.with(path: base.path + "tags/list", query: nil))
        while let page = walk.next {
            do throws(RegistryError) {
                try await read(page, at: place, in: &walk)
            } catch {
                let isCancelled = if case .network(let cause) = error.code { cause.kind == .cancelled } else { false }
                guard walk.pages > 0, !isCancelled else { throw error }
                walk.end(partial: error.message)
            }
        }
        if walk.dropped > 0 {
            notices.post("\(repository): \(walk.dropped) entries of the tag list are no tags and were left out")
        }
        return walk.list
    }

    private func read(
        _ page: TagWalk.Page, at place: RegistryPlace, in walk: inout TagWalk
    ) async throws(RegistryError) {
        let repository = walk.repository
        let call = RegistryCall(
            place: place,
            method: .get,
            address: page.address,
            accept: "application/json",
            bodyLimit: RegistryLimits.tagPageBytes,
            acceptsCompression: true,
            doing: place.doing("listing tags", of: repository),
            question: .tags,
        )
        let mayDropPageSize = walk.mayDropPageSize
        let answer: CachedAnswer<(page: TagPage, response: HTTPResponse)?>
        do throws(RegistryError) {
            answer = try await ask(call) { response throws(RegistryError) in
                // ECR answers 405 to an `n` it does not like; some proxies in front of it do so to any.
                if mayDropPageSize, response.status == 400 || response.status == 405 { return nil }
                return (try Self.page(response, of: call), response)
            }
        } catch {
            // Offline, nothing tells whether this registry takes an `n`.
            guard error.code == .offline, mayDropPageSize else { throw error }
            return walk.dropPageSize()
        }
        guard let (page, response) = answer.value else { return walk.dropPageSize() }
        walk.take(page, response)
        if let time = answer.asOf { walk.noteAge(time) }
    }

    private static func page(_ response: HTTPResponse, of call: RegistryCall) throws(RegistryError) -> TagPage {
        let host = call.repository.host
        guard response.isSuccess else {
            throw RegistryError(response, host: host, doing: call.doing, repository: call.repository)
        }
        if let page = TagPage(response.body) { return page }
        let said = ErrorDocument.summary(of: response)
        throw RegistryError(
            .invalidResponse,
            host: host,
            "\(call.doing): expected a JSON object with “tags”, got \(said.isEmpty ? "an empty body" : said)",
        )
    }
}
