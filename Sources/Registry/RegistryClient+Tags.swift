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
        let base = try await base(of: repository)
        var walk = TagWalk(repository: repository, address: base.with(path: base.path + "tags/list", query: nil))
        while let page = walk.next {
            do throws(RegistryError) {
                try await read(page, in: &walk)
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

    private func read(_ page: TagWalk.Page, in walk: inout TagWalk) async throws(RegistryError) {
        let repository = walk.repository
        let call = RegistryCall(
            repository: repository,
            method: .get,
            address: page.address,
            accept: "application/json",
            bodyLimit: RegistryLimits.tagPageBytes,
            acceptsCompression: true,
            doing: "\(repository): listing tags",
            question: .tags,
        )
        let response = try await perform(call)
        // ECR answers 405 to an `n` it does not like; some proxies in front of it do so to any.
        if walk.mayDropPageSize, response.status == 400 || response.status == 405 {
            walk.dropPageSize()
            return
        }
        guard response.isSuccess else {
            throw RegistryError(response, host: repository.host, doing: call.doing)
        }
        guard let body = TagPage(response.body) else {
            let said = ErrorDocument.summary(of: response)
            throw RegistryError(
                .invalidResponse,
                host: repository.host,
                "\(call.doing): expected a JSON object with “tags”, got \(said.isEmpty ? "an empty body" : said)",
            )
        }
        walk.take(body, response)
    }
}
