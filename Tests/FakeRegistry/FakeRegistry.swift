internal import Synchronization

/// A registry on loopback that speaks the OCI distribution protocol, well or as badly as its ``Behaviour`` says.
///
///     let registry = try FakeRegistry()
///     registry.add(FakeImage(named: "a"), to: "org/app", tag: "1.0.0")
///     … registry.host …
///     registry.requests(to: "/v2/org/app/tags/list").count
///
/// Behaviour may be changed between requests.
public final class FakeRegistry: Sendable {
    private let store: RegistryStore
    private let server: FakeServer

    public init(_ behaviour: Behaviour = Behaviour()) throws(FakeServer.CannotStart) {
        let store = RegistryStore(behaviour)
        self.store = store
        server = try FakeServer { request in store.answer(request) }
        store.own.withLock { $0 = server.url }
    }

    /// `127.0.0.1:PORT`
    public var host: String { server.host }

    /// `http://127.0.0.1:PORT`
    public var url: String { server.url }

    public var requests: [FakeRequest] { server.requests }

    /// Connections so far, those of TLS attempts included.
    public var connections: Int { server.connections }

    public func requests(to path: String) -> [FakeRequest] {
        server.requests.filter { $0.path == path }
    }

    public func forgetRequests() {
        server.forgetRequests()
    }

    public func stop() {
        server.stop()
    }

    public func change(_ edit: @Sendable (inout Behaviour) -> Void) {
        store.behaviour.withLock { edit(&$0) }
    }

    /// Puts an image into a repository, under a tag when there is one.
    public func add(_ image: FakeImage, to repository: String, tag: String? = nil) {
        store.contents.withLock { contents in
            contents.add(image, to: repository, tag: tag)
        }
    }

    /// Puts an artifact into a repository that the referrers call names for another's digest, whatever its manifest says.
    public func add(_ image: FakeImage, to repository: String, type: String, refersTo subject: String) {
        add(image.referring(to: subject, as: type), to: repository)
    }

    /// Tags without content, for tests of listing alone.
    public func setTags(_ tags: [String], of repository: String) {
        store.contents.withLock { contents in
            contents.repositories[repository, default: .init()].tags = tags
        }
    }
}
