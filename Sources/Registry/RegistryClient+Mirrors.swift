internal import Artifacts
internal import Transport

extension RegistryClient {
    /// Reads at the mirrors of a route, in order, and at its primary place when none of them has what is wanted.
    ///
    /// - Parameter body: Verifies what it reads: a mirror is a stranger.
    func read<Value: Sendable>(
        _ repository: RepositoryName,
        along route: RegistryRoute,
        _ body: (RegistryPlace) async throws(RegistryError) -> Value,
    ) async throws(RegistryError) -> Value {
        for mirror in route.mirrors where !mirrors.isUnreachable(mirror) {
            do throws(RegistryError) {
                return try await body(mirror)
            } catch {
                if case .network(let cause) = error.code {
                    switch cause.kind {
                    case .cancelled: throw error
                    case .resolve, .connect, .tls, .certificate, .timeout: mirrors.rememberUnreachable(mirror)
                    default: break
                    }
                }
                guard error.code != .notFound, error.code != .offline else { continue }
                notices.post("the mirror \(mirror.repository.host) is passed over: \(error.message)")
            }
        }
        return try await body(route.primary)
    }
}
