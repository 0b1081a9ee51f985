import Artifacts
import Discovery
import Testing
import Tracking
import Upstream
import Versioning

/// What a marker's policy decides: tag, digest and name, in either direction.
@Suite struct PolicyDecisionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// What stands in the tree, with the part that the marker names.
        let written: String
        let part: String
        let policy: String
        let listing: String
        let line: String

        init(
            _ description: String, _ written: String, _ part: String = "",
            policy: String = "policy: {semver: {range: 1.x}}",
            tags listing: String, _ line: String
        ) {
            testDescription = description
            self.written = written
            self.part = part
            self.policy = policy
            self.listing = listing
            self.line = line
        }
    }

    private static let image = "ghcr.io/org/app"
    private static let always = "policy: {semver: {range: 1.x}}\n  digestReflectionPolicy: Always"
    private static let ifNotPresent = "policy: {semver: {range: 1.x}}\n  digestReflectionPolicy: IfNotPresent"

    static let cases = [
        Case(
            "newer", "\(image):1.0.0", tags: "1.0.0 1.1.0 2.0.0",
            "outdated 1.1.0 1.1.0 minor minor 1 - policySelects \(image):1.1.0"),
        Case("the same", "\(image):1.1.0", tags: "1.0.0 1.1.0", "current - 1.1.0 none none 0 - policySelects -"),
        Case(
            "older, beyond reach", "\(image):2.0.0", tags: "1.0.0 1.1.0 2.0.0",
            "outdated 1.1.0 1.1.0 major major 0 - policySelects \(image):1.1.0"),
        Case(
            "tag", "1.0.0", ":tag", tags: "1.0.0 1.0.1 1.1.0",
            "outdated 1.1.0 1.1.0 minor minor 2 - policySelects 1.1.0"),
        Case(
            "a tag loses its digest, as in Flux", "1.1.0@\(long("a"))", ":tag", tags: "1.1.0",
            "outdated 1.1.0 1.1.0 digest digest 0 - policySelects 1.1.0"),
        Case(
            "name", "other", ":name", tags: "1.1.0", "outdated 1.1.0 1.1.0 major major 1 - policySelects \(image)"),
        Case("name that fits", image, ":name", tags: "1.1.0", "current - 1.1.0 none none 0 - policySelects -"),
        Case(
            "digest reflected", "\(image):1.0.0", policy: always, tags: "1.0.0@a 1.1.0@b",
            "outdated 1.1.0@b 1.1.0@b minor minor 1 - policySelects \(image):1.1.0@b"),
        Case(
            "digest moved, always", "\(image):1.1.0@\(long("a"))", policy: always, tags: "1.1.0@b",
            "outdated 1.1.0@b 1.1.0@b digest digest 0 - policySelects \(image):1.1.0@b"),
        Case(
            "digest moved, if not present", "\(image):1.1.0@\(long("a"))", policy: ifNotPresent, tags: "1.1.0@b",
            "current - 1.1.0@a none none 0 - policySelects -"),
        Case(
            "digest unknown", "\(image):1.0.0", policy: always, tags: "1.1.0",
            "refused - 1.1.0 none none 0 - digestUnknown -"),
        Case(
            "digest that the policy does not reflect", long("a"), ":digest", tags: "1.1.0@b",
            "refused - 1.1.0 none none 0 - digestUnknown -"),
        Case("nothing in the range", "1.0.0", ":tag", tags: "2.0.0", "unknown - - none none 0 - noMatch -"),
        Case("a short list", "1.0.0", ":tag", tags: "1.1.0 …", "unknown - - none none 0 - partialListing -"),
        Case(
            "suspended", "1.0.0", ":tag", policy: "suspend: true\n  policy: {semver: {range: 1.x}}", tags: "1.1.0",
            "held - 1.1.0 none minor 1 - policySuspended -"),
        Case(
            "numbers", "build-7", ":tag",
            policy: "filterTags: {pattern: '^build-(\\d+)$', extract: $1}\n  policy: {numerical: {}}",
            tags: "build-7 build-10 build-9 latest", "outdated build-10 build-10 major major 1 - policySelects build-10"
        ),
        Case(
            "excluded tags", "a", ":tag", policy: "policy: {alphabetical: {order: asc}}", tags: "a b sha256-0.sig",
            "outdated b b major major 1 - policySelects b"),
    ]

    private static func tree(_ written: String, _ part: String, _ policy: String) -> [String: String] {
        [
            "a.yaml": "value: \(written) # {\"$imagepolicy\": \"ns:app\(part)\"}\n",
            "p.yaml": """
            apiVersion: image.toolkit.fluxcd.io/v1
            kind: ImageRepository
            metadata: {name: app, namespace: ns}
            spec: {image: \(image)}
            ---
            apiVersion: image.toolkit.fluxcd.io/v1
            kind: ImagePolicy
            metadata: {name: app, namespace: ns}
            spec:
              imageRepositoryRef: {name: app}
              \(policy)
            """,
        ]
    }

    @Test(arguments: cases) func decision(_ given: Case) async throws {
        let upstream = ScriptedUpstream([Self.image: .success(Listing(line: given.listing))])
        // Neither reach nor pre-releases limit what a policy selects.
        let plan = try await plan(
            Self.tree(given.written, given.part, given.policy), upstream: upstream, rules: Rules(reach: .patch))
        let decision = try #require(plan.decisions.first)
        #expect(decision.line == given.line)
        #expect(decision.policy == "imagePolicy ns/app")
    }

    @Test(arguments: [("1.1.0", "outdated policySelects"), ("1.0.1", "refused policyDecides")])
    func aVersionAskedForByName(target: String, outcome: String) async throws {
        let upstream = ScriptedUpstream([Self.image: .success(Listing(line: "1.0.0 1.0.1 1.1.0"))])
        let plan = try await plan(
            Self.tree("1.0.0", ":tag", "policy: {semver: {range: 1.x}}"), upstream: upstream,
            rules: Rules(target: target))
        let decision = try #require(plan.decisions.first)
        #expect("\(decision.status) \(decision.reasons[0].code)" == outcome)
    }

    @Test func aPolicyThatIsNotThere() async throws {
        let upstream = ScriptedUpstream([:])
        let plan = try await plan(["a.yaml": "value: 1.0.0 # {\"$imagepolicy\": \"ns:app:tag\"}\n"], upstream: upstream)
        #expect(plan.decisions.map(\.line) == ["unknown - - none none 0 - policyMissing -"])
        #expect(plan.decisions[0].error == "no ImagePolicy ns/app is in the tree")
        #expect(upstream.asked.isEmpty)
    }

    /// A variable without value is told by its name; nothing is looked up.
    @Test func anUndefinedVariable() async throws {
        let upstream = ScriptedUpstream([:])
        let pod = "kind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - image: ghcr.io/org/app:${TAG}\n"
        let plan = try await plan(["a.yaml": pod], upstream: upstream)
        let reason = try #require(plan.decisions.first?.reasons.first)
        #expect(reason.code == .template)
        #expect(reason.subject?.hasPrefix("TAG has no value: no Flux Kustomization") == true)
        #expect(upstream.asked.isEmpty)
    }
}
