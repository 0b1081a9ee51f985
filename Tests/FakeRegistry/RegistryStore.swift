internal import Synchronization

/// The contents of a fake registry, and its answers.
final class RegistryStore: Sendable {
    struct Contents {
        struct Repository {
            var tags: [String] = []
            var digests: [String: String] = [:]
            /// Digests of all manifests, in the order in which they came.
            var manifests: [String] = []
        }

        var repositories: [String: Repository] = [:]
        var images: [String: FakeImage] = [:]
        var blobs: [String: [UInt8]] = [:]
        /// Calls below `/v2/` so far.
        var calls = 0

        mutating func add(_ image: FakeImage, to repository: String, tag: String?) {
            for child in image.children { add(child, to: repository, tag: nil) }
            images[image.digest] = image
            for blob in image.blobs { blobs[blob.digest] = blob.bytes }
            repositories[repository, default: Repository()].manifests.append(image.digest)
            guard let tag else { return }
            if repositories[repository]?.tags.contains(tag) != true {
                repositories[repository, default: Repository()].tags.append(tag)
            }
            repositories[repository, default: Repository()].digests[tag] = image.digest
        }
    }

    let behaviour: Mutex<Behaviour>
    let contents = Mutex(Contents())
    let tokens = TokenDesk()
    /// The server's own URL.
    let own = Mutex("")

    init(_ behaviour: Behaviour) {
        self.behaviour = Mutex(behaviour)
    }

    func answer(_ request: FakeRequest) -> FakeReply {
        let behaviour = behaviour.withLock { $0 }
        if let reply = behaviour.intercept?(request) { return reply }
        let plain = plainAnswer(request, behaviour)
        let reply = behaviour.validators?.applied(to: plain, request) ?? plain
        return behaviour.spoil?(request, reply) ?? reply
    }

    private func plainAnswer(_ request: FakeRequest, _ behaviour: Behaviour) -> FakeReply {
        if behaviour.refusesAuthorization, request.header("Authorization") != nil {
            return FakeReply(400, text: "only one way to authenticate is allowed")
        }
        if request.path == "/token", case .bearer(let server) = behaviour.auth { return tokens.answer(request, server) }
        guard request.path.hasPrefix("/v2/") else { return FakeReply(404, text: "404 page not found") }
        let call = contents.withLock { contents in
            contents.calls += 1
            return contents.calls
        }
        if let refusal = refusal(request, behaviour, call) { return refusal }
        let path = request.path.dropFirst(4)
        if path.isEmpty { return FakeReply(200, json: "{}") }
        if path.hasSuffix("/tags/list") { return tagPage(request, String(path.dropLast(10)), behaviour) }
        if let mark = path.firstRange(of: "/manifests/") {
            return manifest(request, String(path[..<mark.lowerBound]), String(path[mark.upperBound...]), behaviour)
        }
        if let mark = path.firstRange(of: "/referrers/") {
            return referrers(request, String(path[..<mark.lowerBound]), String(path[mark.upperBound...]), behaviour)
        }
        if let mark = path.firstRange(of: "/blobs/") {
            return blob(request, String(path[mark.upperBound...]), behaviour)
        }
        return Self.error(404, "UNSUPPORTED")
    }

    static func error(_ status: Int, _ code: String) -> FakeReply {
        FakeReply(status, json: #"{"errors":[{"code":"\#(code)","message":"said by the fake registry"}]}"#)
    }

    /// The answer to a request without the right credentials.
    private func refusal(_ request: FakeRequest, _ behaviour: Behaviour, _ call: Int) -> FakeReply? {
        let isRefused = behaviour.refusedCalls.contains(call)
        let sent = isRefused ? nil : request.header("Authorization")
        switch behaviour.auth {
        case .open: return isRefused ? unauthorized(behaviour.challenges ?? []) : nil
        case .basic(let user, let password):
            if sent == "Basic " + Base64.standard(Array("\(user):\(password)".utf8)) { return nil }
            return unauthorized(behaviour.challenges ?? [#"Basic realm="fake""#])
        case .bearer(let server):
            let status = tokens.status(sent, server)
            if status == 200 { return nil }
            if status != 401 { return Self.error(status, "DENIED") }
            let realm = server.realm ?? own.withLock { $0 } + "/token"
            let scope = Self.repository(request.path).map { #",scope="repository:\#($0):pull""# } ?? ""
            return unauthorized(behaviour.challenges ?? [#"Bearer realm="\#(realm)",service="fake"\#(scope)"#])
        }
    }

    private func unauthorized(_ challenges: [String]) -> FakeReply {
        challenges.reduce(Self.error(401, "UNAUTHORIZED")) { $0.with("WWW-Authenticate", $1) }
    }

    private static func repository(_ path: String) -> String? {
        let words = path.split(separator: "/")
        guard words.count > 3 else { return nil }
        return words.dropFirst().dropLast(2).joined(separator: "/")
    }

    private func manifest(_ request: FakeRequest, _ name: String, _ reference: String, _ behaviour: Behaviour)
        -> FakeReply
    {
        if request.method == "HEAD", let status = behaviour.headStatus { return FakeReply(status) }
        if let reply = referrerTag(name, reference, behaviour) { return reply }
        let (isKnown, found) = contents.withLock { contents -> (Bool, FakeImage?) in
            guard let repository = contents.repositories[name] else { return (false, nil) }
            let digest = repository.digests[reference] ?? repository.manifests.first { $0 == reference }
            return (true, digest.flatMap { contents.images[$0] })
        }
        guard let found else { return Self.error(404, isKnown ? "MANIFEST_UNKNOWN" : "NAME_UNKNOWN") }
        let (type, bytes) = (found.mediaType, found.manifest)
        var reply = FakeReply(200, headers: [("Content-Type", behaviour.manifestType ?? type)], body: bytes)
        switch behaviour.digestHeader {
        case .none: reply = reply.with("Docker-Content-Digest", FakeImage.digest(bytes))
        case .some(.some(let text)): reply = reply.with("Docker-Content-Digest", text)
        case .some(.none): break
        }
        return reply
    }

    private func blob(_ request: FakeRequest, _ digest: String, _ behaviour: Behaviour) -> FakeReply {
        if let target = behaviour.blobRedirect { return .redirect(to: target + request.target) }
        guard let bytes = contents.withLock({ $0.blobs[digest] }) else { return Self.error(404, "BLOB_UNKNOWN") }
        return FakeReply(200, headers: [("Content-Type", "application/octet-stream")], body: bytes)
    }
}
