import Artifacts
import Git
import Transport

/// Lists the tags of remote Git repositories, from the cache where its rules allow.
///
/// Git brings credentials of its own, which are not known here: an entry belongs to the user whose cache it is, under
/// the spelling that was asked by, because an account may stand in it.
struct GitDownload: Sendable {
    let git: GitClient
    let cache: ResponseCache

    func tags(of repository: GitRepositoryName) async -> Result<Listing, LookupFailure> {
        let question = CacheQuestion(
            method: "LS-REMOTE", url: repository.identity,
            identity: CacheIdentity(material: Array("git \(repository.url)".utf8))
        )
        do throws(LookupFailure) {
            let answer = try await cache.answer(to: question) { _ async throws(LookupFailure) in
                try await list(repository)
            } read: { response throws(LookupFailure) in
                let names = response.body.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
                return Listing(
                    releases: names.map { Release(text: $0) },
                    completeness: response.headers[Self.partial].map(Listing.Completeness.partial) ?? .complete
                )
            } missing: {
                LookupFailure(.notCached, "\(repository.identity): offline, and the cache holds no answer")
            }
            return .success(answer.value.told(at: answer.asOf))
        } catch {
            return .failure(error)
        }
    }

    /// The tags as an answer, one name on each line: no ref's name holds a line feed (git-check-ref-format). A list that
    /// broke off has a status that is not kept.
    private func list(_ repository: GitRepositoryName) async throws(LookupFailure) -> HTTPResponse {
        let tags: GitTagList
        do throws(GitError) {
            tags = try await git.tags(of: repository.url)
        } catch {
            throw LookupFailure(error)
        }
        var headers = HTTPHeaders()
        if let reason = tags.partial { headers.add(Self.partial, reason) }
        let names = tags.tags.map(\.name).joined(separator: "\n")
        return HTTPResponse(
            status: tags.partial == nil ? 200 : 206, headers: headers, body: Array(names.utf8), url: repository.identity
        )
    }

    private static let partial = "Partial"
}
