import Artifacts
import Git

extension Listing {
    /// Every tag is a release; its text is the tag's name.
    init(_ list: GitTagList) {
        self.init(
            releases: list.tags.map { Release(text: $0.name) },
            completeness: list.partial.map(Completeness.partial) ?? .complete)
    }
}

extension LookupFailure {
    init(_ error: GitError) {
        let code: Code =
            switch error.code {
            case .notFound: .notFound
            case .unauthorized: .unauthorized
            case .rateLimited: .rateLimited
            case .timedOut: .timedOut
            case .unreachable, .toolMissing, .cancelled: .unavailable
            case .malformed, .refused: .invalidResponse
            }
        self.init(code, error.message)
    }
}
