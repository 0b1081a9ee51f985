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
        if request.path == "/token", case .bearer(let server) = behaviour.auth { return tokens.answer(request, server) }
        guard request.path.hasPrefix("/v2/") else { return FakeReply(404, text: "404 page not found") }
        if let refusal = refusal(request, behaviour) { return refusal }
        let path = request.path.dropFirst(4)
        if path.isEmpty { return FakeReply(200, json: "{}") }
        if path.hasSuffix("/tags/list") { return tagPage(request, String(path.dropLast(10)), behaviour) }
        if let mark = path.firstRange(of: "/manifests/") {
            return manifest(request, String(path[..<mark.lowerBound]), String(path[mark.upperBound...]), behaviour)
        }
        if let mark = path.firstRange(of: "/blobs/") {
            return blob(request, String(path[mark.upperBound...]), behaviour)
        }
        if let mark = path.firstRange(of: "/referrers/"), behaviour.referrers != .absent {
            return referrers(request, String(path[..<mark.lowerBound]), String(path[mark.upperBound...]), behaviour)
        }
        return Self.error(404, "UNSUPPORTED")
    }

    static func error(_ status: Int, _ code: String) -> FakeReply {
        FakeReply(status, json: #"{"errors":[{"code":"\#(code)","message":"said by the fake registry"}]}"#)
    }

    /// The answer to a request without the right credentials.
    private func refusal(_ request: FakeRequest, _ behaviour: Behaviour) -> FakeReply? {
        let sent = request.header("Authorization")
        switch behaviour.auth {
        case .open: return nil
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

    private func referrers(_ request: FakeRequest, _ name: String, _ subject: String, _ behaviour: Behaviour)
        -> FakeReply
    {
        let wanted = behaviour.referrers == .filtered ? request.query("artifactType").first : nil
        let entries = contents.withLock { contents in
            (contents.repositories[name]?.manifests ?? []).compactMap { contents.images[$0] }
        }
        .filter { $0.subject == subject && (wanted == nil || $0.artifactType == wanted) }
        .map { $0.descriptor(artifactType: behaviour.referrers == .untyped ? nil : $0.artifactType) }
        let type = FakeImage.indexType
        let text = #"{"schemaVersion":2,"mediaType":"\#(type)","manifests":[\#(entries.joined(separator: ","))]}"#
        let reply = FakeReply(200, text: text, type: type)
        return wanted == nil ? reply : reply.with("OCI-Filters-Applied", "artifactType")
    }

    private func blob(_ request: FakeRequest, _ digest: String, _ behaviour: Behaviour) -> FakeReply {
        if let target = behaviour.blobRedirect { return .redirect(to: target + request.target) }
        guard let bytes = contents.withLock({ $0.blobs[digest] }) else { return Self.error(404, "BLOB_UNKNOWN") }
        return FakeReply(200, headers: [("Content-Type", "application/octet-stream")], body: bytes)
    }
}
