import FakeRegistry
import Registry
import Transport

/// One request, and the call that makes it.
struct Step: Sendable, CustomStringConvertible {
    typealias Call = @Sendable (FaultBench, RegistryClient) async throws -> Outcome

    let description: String
    /// A digest is known beforehand: no lie can be believed.
    var isVerified = false
    /// Changes the registry before the call.
    var setting: @Sendable (inout Behaviour) -> Void = { _ in }
    /// A credential for the registry.
    var credential: Credential?
    /// Blobs are redirected to the storage.
    var redirectsBlobs = false
    /// The storage's answers are spoiled instead of the registry's.
    var hitsStorage = false
    /// Faults, by name, that look just like a registry without the call.
    var indistinct: Set<String> = []
    /// Whether this is the request whose answer is spoiled.
    let isHit: @Sendable (FakeRequest) -> Bool
    let call: Call

    func outcome(_ bench: FaultBench, _ client: RegistryClient) async throws -> Outcome {
        do {
            return try await call(bench, client)
        } catch let error as RegistryError {
            return .failed(error)
        }
    }

    static let all = listing + lookups + blobs + tokens + referrers

    static let listing = [
        Step("first page", { $0.path.hasSuffix("/tags/list") && $0.query("last").isEmpty }, tags),
        Step("second page", { $0.query("last") == ["1.3.0"] }, tags),
        Step("last page", { $0.query("last") == ["1.7.0"] }, tags),
    ]

    static let lookups = [
        Step("HEAD of a tag", { $0.method == "HEAD" }, { try await $0.resolve("1.0.0", $1) }),
        Step("HEAD of a digest", { $0.method == "HEAD" }, { try await $0.resolve($0.chart.digest, $1) }),
        Step("GET for want of a digest", { $0.method == "GET" }, { try await $0.resolve("1.0.0", $1) })
            .with { $0.digestHeader = .some(.none) },
        Step("GET for want of HEAD", { $0.method == "GET" }, { try await $0.resolve("1.0.0", $1) })
            .with { $0.headStatus = 405 },
        Step("manifest by tag", { $0.path.contains("/manifests/") }, { try await $0.readManifest("1.0.0", $1) }),
        Step(
            "manifest by digest", { $0.path.contains("/manifests/") },
            { try await $0.readManifest($0.chart.digest, $1) }
        )
        .verified(),
    ]

    static let blobs = [
        Step("config blob", { $0.path.contains("/blobs/") }, config).verified(),
        Step("redirect of a blob", { $0.path.contains("/blobs/") }, config).verified().redirected(),
        Step("redirected blob", { _ in false }, config).verified().redirected(hitsStorage: true),
    ]

    static let tokens = [
        Step("challenge", { $0.header("Authorization") == nil && $0.path != "/token" }, tags).withTokens(),
        Step("token by GET", { $0.path == "/token" }, tags).withTokens(),
        Step("token by POST", { $0.path == "/token" }, tags).withTokens(refresh: "r3fresh"),
    ]

    static let referrers = [
        Step("referrers", { $0.path.contains("/referrers/") }, { try await $0.listReferrers($1) })
            .with { $0.referrers = .listed }.withAbsence(),
        Step("tag of referrers", { $0.path.contains("/manifests/sha256-") }, { try await $0.listReferrers($1) })
            .with { $0.referrers = .tagged },
    ]

    private static let tags: Call = { try await $0.listTags($1) }
    private static let config: Call = { try await $0.readConfig($1) }

    private init(_ description: String, _ isHit: @escaping @Sendable (FakeRequest) -> Bool, _ call: @escaping Call) {
        self.description = description
        self.isHit = isHit
        self.call = call
    }

    private func with(_ setting: @escaping @Sendable (inout Behaviour) -> Void) -> Step {
        var step = self
        step.setting = setting
        return step
    }

    private func verified() -> Step {
        var step = self
        step.isVerified = true
        return step
    }

    private func redirected(hitsStorage: Bool = false) -> Step {
        var step = self
        step.hitsStorage = hitsStorage
        step.redirectsBlobs = true
        return step
    }

    /// GHCR redirects the call away, and front pages answer whatever is asked: both mean that it does not exist.
    private func withAbsence() -> Step {
        var step = self
        step.indistinct = [
            "HTML", "another type", "redirect to nowhere", "redirect to another protocol", "redirect to a closed port",
            "redirect in a circle",
        ]
        return step
    }

    private func withTokens(refresh: String? = nil) -> Step {
        var step = with { behaviour in
            var server = Behaviour.TokenServer()
            server.refreshToken = refresh
            server.allowsAnonymous = refresh == nil
            behaviour.auth = .bearer(server)
        }
        step.credential = refresh.map { .identityToken(Secret($0)) }
        return step
    }
}
