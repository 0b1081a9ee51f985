import Artifacts
import Testing
import Upstream

let digestA = "sha256:" + String(repeating: "a", count: 64)
let digestB = "sha256:" + String(repeating: "b", count: 64)

func artifact(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> Artifact {
    try #require(Artifact(typed: text), sourceLocation: sourceLocation)
}

func repository(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> RepositoryName {
    try #require(RepositoryName(text), sourceLocation: sourceLocation)
}

extension UpstreamSource {
    /// A listing in one line, for tables: the versions, and `partial: why`; or `code: why`.
    func answer(_ typed: String) async -> String {
        guard let artifact = Artifact(typed: typed) else { return "no artifact: \(typed)" }
        switch await listing(of: artifact) {
        case .failure(let failure):
            return "\(failure.code.rawValue): \(failure.message)"
        case .success(let listing):
            let texts = listing.releases.map(\.text).joined(separator: " ")
            guard case .partial(let reason) = listing.completeness else { return texts }
            return "\(texts) partial: \(reason)"
        }
    }
}
