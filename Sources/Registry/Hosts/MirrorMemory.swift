internal import Artifacts
internal import Synchronization

/// Hosts of mirrors that could not be reached: they are not tried again in this run, since each try may take as long as
/// a connection may.
final class MirrorMemory: Sendable {
    private let unreachable = Mutex(Set<String>())

    func isUnreachable(_ place: RegistryPlace) -> Bool {
        unreachable.withLock { $0.contains(place.repository.host) }
    }

    func rememberUnreachable(_ place: RegistryPlace) {
        unreachable.withLock { _ = $0.insert(place.repository.host) }
    }
}
