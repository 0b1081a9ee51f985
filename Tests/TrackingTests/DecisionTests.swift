import Artifacts
import Testing
import Tracking
import Upstream
import Versioning

/// The truth table of the design, section 6: what is pinned, what upstream offers, and the rules ⇒ the decision.
@Suite struct DecisionTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let place: PinnedPlace
        /// Versions; `@a`: with digest; `!`: deprecated; `…`: the list is not complete.
        let listed: String
        /// What the upstream answers when it is asked for a tag's digest.
        let digests: [String: String]
        let rules: Rules
        /// See `Decision.line`.
        let line: String

        init(
            _ description: String, _ place: PinnedPlace, _ listed: String, digests: [String: String] = [:],
            by rules: Rules = Rules(),
            _ line: String
        ) {
            testDescription = "\(description): \(place)"
            self.place = place
            self.listed = listed
            self.digests = digests
            self.rules = rules
            self.line = line
        }
    }

    @Test(arguments: charts + images + digests + ranges + unordered + targets)
    func decides(_ row: Row) async throws {
        let upstream = ScriptedUpstream(
            [row.place.identity: .success(Listing(line: row.listed))], digests: row.digests)
        let plan = try await plan(
            ["a.yaml": row.place.text.longDigests, "a.lock": ""], upstream: upstream, rules: row.rules)
        #expect(plan.decisions.map(\.line) == [row.line])
        let decision = try #require(plan.decisions.first)
        #expect(decision.wanted == nil || !decision.edits.isEmpty)
        #expect(decision.wanted != nil || decision.change == .none)
        #expect((decision.status == .unknown) == (decision.error != nil && decision.status != .refused))
    }

    private static let patch = Rules(reach: .patch)
    private static let major = Rules(reach: .major)
    private static let digest = Rules(reach: .digest)
    private static let early = Rules(allowPrerelease: true)
    private static let still = Rules(followDigests: false)

    // MARK: Charts

    private static let charts: [Row] = [
        Row("nothing newer", .chart("1.2.3"), "1.2.2 1.2.3", "current - 1.2.3 none none 0 - newest -"),
        Row("locked", .locked("1.2.3"), "1.2.3 1.2.4", "refused - 1.2.4 none patch 1 - lockWouldBreak -"),
        Row("locked, nothing newer", .locked("1.2.3"), "1.2.3", "current - 1.2.3 none none 0 - newest -"),
        Row("a patch", .chart("1.2.3"), "1.2.3 1.2.4", "outdated 1.2.4 1.2.4 patch patch 1 - newerWithinReach 1.2.4"),
        Row(
            "a minor", .chart("1.2.3"), "1.3.0 1.2.4 1.2.3",
            "outdated 1.3.0 1.3.0 minor minor 2 - newerWithinReach 1.3.0"),
        Row(
            "a major", .chart("1.2.3"), "1.2.3 2.0.0",
            "outdated - 2.0.0 none major 1 major newerBeyondReach -"),
        Row(
            "a minor, and a major beyond reach", .chart("1.2.3"), "1.2.3 1.3.0 2.0.0",
            "outdated 1.3.0 2.0.0 minor major 2 major newerWithinReach,newerBeyondReach 1.3.0"),
        Row(
            "reach major", .chart("1.2.3"), "1.2.3 1.3.0 2.0.0", by: major,
            "outdated 2.0.0 2.0.0 major major 2 - newerWithinReach 2.0.0"),
        Row(
            "reach patch, and a minor and a major beyond", .chart("1.2.3"), "1.2.3 1.2.4 1.3.0 2.0.0", by: patch,
            "outdated 1.2.4 2.0.0 patch major 3 minor newerWithinReach,newerBeyondReach 1.2.4"),
        Row(
            "reach patch, only a minor", .chart("1.2.3"), "1.2.3 1.3.0", by: patch,
            "outdated - 1.3.0 none minor 1 minor newerBeyondReach -"),
        Row(
            "reach digest", .chart("1.2.3"), "1.2.3 1.2.4 2.0.0", by: digest,
            "outdated - 2.0.0 none major 2 patch newerBeyondReach -"),
        Row(
            "0.x is like any other", .chart("0.1.0"), "0.1.0 0.2.0",
            "outdated 0.2.0 0.2.0 minor minor 1 - newerWithinReach 0.2.0"),
        Row(
            "0.x by configuration", .chart("0.1.0"), "0.1.0 0.2.0",
            by: Rules(options: SchemeOptions(zeroMinorIsMajor: true)),
            "outdated - 0.2.0 none major 1 major newerBeyondReach -"),
        Row(
            "a pre-release is no candidate", .chart("1.2.3"), "1.2.3 1.3.0-rc.1",
            "current - 1.2.3 none none 0 - newest -"),
        Row(
            "--prerelease", .chart("1.2.3"), "1.2.3 1.3.0-rc.1", by: early,
            "outdated 1.3.0-rc.1 1.3.0-rc.1 minor minor 1 - newerWithinReach 1.3.0-rc.1"),
        Row(
            "--prerelease still likes stable ones better", .chart("1.2.3"), "1.2.3 1.2.4 1.3.0-rc.1", by: early,
            "outdated 1.2.4 1.2.4 patch patch 1 - newerWithinReach 1.2.4"),
        Row(
            "from a pre-release to the next", .chart("1.3.0-rc.1"), "1.2.3 1.3.0-rc.1 1.3.0-rc.2",
            "outdated 1.3.0-rc.2 1.3.0-rc.2 prerelease prerelease 1 - newerWithinReach 1.3.0-rc.2"),
        Row(
            "from a pre-release to its release", .chart("1.3.0-rc.1"), "1.3.0-rc.1 1.3.0-rc.2 1.3.0",
            "outdated 1.3.0 1.3.0 prerelease prerelease 2 - newerWithinReach 1.3.0"),
        Row(
            "a pre-release that is the newest", .chart("1.3.0-rc.1"), "1.2.3 1.3.0-rc.1",
            "current - 1.3.0-rc.1 none none 0 - newest -"),
        Row("ahead", .chart("1.3.0"), "1.2.3 1.2.2", "ahead - 1.2.3 none none 0 - newerThanUpstream -"),
        Row(
            "a pre-release ahead of pre-releases", .chart("1.3.0-rc.2"), "1.3.0-rc.1",
            "ahead - 1.3.0-rc.1 none none 0 - newerThanUpstream -"),
        Row(
            "a list without anything comparable", .chart("1.2.3"), "edge nightly",
            "unknown - - none none 0 - notListed -"),
        Row("an empty list", .chart("1.2.3"), "", "unknown - - none none 0 - notListed -"),
        Row(
            "partial, with a newer one", .chart("1.2.3"), "1.2.3 1.2.4 …",
            "outdated 1.2.4 1.2.4 patch patch 1 - newerWithinReach 1.2.4"),
        Row(
            "partial, with a newer one beyond reach", .chart("1.2.3"), "1.2.3 2.0.0 …",
            "outdated - 2.0.0 none major 1 major newerBeyondReach -"),
        Row(
            "partial, without a newer one", .chart("1.2.3"), "1.2.3 …",
            "unknown - 1.2.3 none none 0 - partialListing -"),
        Row("partial and empty", .chart("1.2.3"), "…", "unknown - - none none 0 - partialListing -"),
        Row(
            "quotes stay", .chart("\"1.2.3\""), "1.2.3 1.2.4",
            "outdated 1.2.4 1.2.4 patch patch 1 - newerWithinReach 1.2.4"),
        Row(
            "`v` goes", .chart("v1.2.3"), "1.2.3 1.2.4",
            "outdated 1.2.4 1.2.4 patch patch 1 - newerWithinReach 1.2.4"),
        Row(
            "`v` comes", .chart("1.2.3"), "v1.2.3 v1.2.4",
            "outdated v1.2.4 v1.2.4 patch patch 1 - newerWithinReach v1.2.4"),
        Row(
            "of two spellings the tree's", .chart("v1.2.3"), "1.2.4 v1.2.4",
            "outdated v1.2.4 v1.2.4 patch patch 1 - newerWithinReach v1.2.4"),
        Row(
            "build metadata has no order", .chart("1.2.3+a"), "1.2.3+a 1.2.3+b",
            "current - 1.2.3+a none none 0 - newest -"),
        Row(
            "`_` in the registry, `+` in the release", .helmOCI("1.4.0+up1"), "1.4.0_up1 1.5.0_up2",
            "outdated 1.5.0+up2 1.5.0+up2 minor minor 1 - newerWithinReach 1.5.0+up2"),
        Row(
            "`_` in both", .chartRepository("tag: 1.4.0_up1"), "1.4.0_up1 1.5.0_up2",
            "outdated 1.5.0_up2 1.5.0_up2 minor minor 1 - newerWithinReach 1.5.0_up2"),
        Row(
            "tags of a chart have three parts", .chartRepository("tag: 1.2.3"), "1.2.3 1.3 2 1.2.4",
            "outdated 1.2.4 1.2.4 patch patch 1 - newerWithinReach 1.2.4"),
        Row(
            "an artifact of three parts is read as semver", .repository("tag: 1.2.3"), "1.2.3 v1.3.0",
            "outdated v1.3.0 v1.3.0 minor minor 1 - newerWithinReach v1.3.0"),
        Row(
            "an escape cannot be edited", .chart("\"1.2.\\u0033\""), "1.2.3 1.2.4",
            "refused - 1.2.4 none patch 1 - notEditable -"),
    ]

    // MARK: Images

    private static let images: [Row] = [
        Row(
            "a patch", .image(":1.2.3"), "1.2.3 1.2.4",
            "outdated 1.2.4 1.2.4 patch patch 1 - newerWithinReach ghcr.io/org/app:1.2.4"),
        Row(
            "the same flavour", .image(":1.2-alpine"), "1.2-alpine 1.3 1.3-alpine 1.4-slim",
            "outdated 1.3-alpine 1.3-alpine minor minor 1 - newerWithinReach ghcr.io/org/app:1.3-alpine"),
        Row("the same length", .image(":16"), "16 16.9 17", "outdated - 17 none major 1 major newerBeyondReach -"),
        Row("the same prefix", .image(":v1.2.3"), "v1.2.3 1.2.4", "current - v1.2.3 none none 0 - newest -"),
        Row(
            "a number in values", .values("tag: 4.20"), "4.9 4.20 4.21",
            "outdated 4.21 4.21 minor minor 1 - newerWithinReach \"4.21\""),
        Row("nothing newer", .image(":1.2.3"), "1.2.2 1.2.3", "current - 1.2.3 none none 0 - newest -"),
        Row("ahead", .image(":1.2.4"), "1.2.3", "ahead - 1.2.3 none none 0 - newerThanUpstream -"),
        Row("nothing comparable", .image(":1.2.3"), "latest v1 2", "unknown - - none none 0 - notListed -"),
        Row(
            "a calendar", .image(":2024.1.5"), "2024.1.5 2025.11.2",
            "outdated 2025.11.2 2025.11.2 minor minor 1 - newerWithinReach ghcr.io/org/app:2025.11.2"),
    ]

    // MARK: Digests

    private static let digests: [Row] = [
        Row(
            "the pinned digest", .image(":1.2.3@a"), "1.2.3", digests: ["1.2.3": "a"],
            "current - 1.2.3 none none 0 - newest -"),
        Row(
            "drifted", .image(":1.2.3@a"), "1.2.3", digests: ["1.2.3": "b"],
            "outdated 1.2.3@b 1.2.3 digest none 0 - digestMoved ghcr.io/org/app:1.2.3@b"),
        Row(
            "drifted, reach digest", .image(":1.2.3@a"), "1.2.3 1.2.4", digests: ["1.2.3": "b"], by: digest,
            "outdated 1.2.3@b 1.2.4 digest patch 1 patch digestMoved,newerBeyondReach ghcr.io/org/app:1.2.3@b"),
        Row(
            "drifted, --no-digests", .image(":1.2.3@a"), "1.2.3", digests: ["1.2.3": "b"], by: still,
            "current - 1.2.3 none none 0 - newest,digestsIgnored -"),
        Row(
            "drifted and a major", .image(":1.2.3@a"), "1.2.3 2.0.0", digests: ["1.2.3": "b"],
            "outdated 1.2.3@b 2.0.0 digest major 1 major digestMoved,newerBeyondReach ghcr.io/org/app:1.2.3@b"),
        Row(
            "a major, --no-digests", .image(":1.2.3@a"), "1.2.3 2.0.0", digests: ["1.2.3": "b"], by: still,
            "outdated - 2.0.0 none major 1 major newerBeyondReach,digestsIgnored -"),
        Row(
            "drifted in a list that is not complete", .image(":1.2.3@a"), "1.2.3 …", digests: ["1.2.3": "b"],
            "outdated 1.2.3@b 1.2.3 digest none 0 - digestMoved ghcr.io/org/app:1.2.3@b"),
        Row("no digest is known: it stays", .image(":1.2.3@a"), "1.2.3", "current - 1.2.3 none none 0 - newest -"),
        Row(
            "the lookup fails", .image(":1.2.3@a"), "1.2.3", digests: ["1.2.3": "down"],
            "unknown - 1.2.3 none none 0 - lookupFailed -"),
        Row(
            "tag and digest move together", .image(":1.2.3@a"), "1.2.3 1.2.4", digests: ["1.2.3": "b", "1.2.4": "c"],
            "outdated 1.2.4@c 1.2.4 patch patch 1 - newerWithinReach ghcr.io/org/app:1.2.4@c"),
        Row(
            "a digest of the list", .image(":1.2.3@a"), "1.2.3 1.2.4@c",
            "outdated 1.2.4@c 1.2.4@c patch patch 1 - newerWithinReach ghcr.io/org/app:1.2.4@c"),
        Row(
            "they move together with --no-digests, too", .image(":1.2.3@a"), "1.2.3 1.2.4", digests: ["1.2.4": "c"],
            by: still, "outdated 1.2.4@c 1.2.4 patch patch 1 - newerWithinReach ghcr.io/org/app:1.2.4@c"),
        Row(
            "no digest is known for the new tag", .image(":1.2.3@a"), "1.2.3 1.2.4", digests: ["1.2.3": "a"],
            "refused - 1.2.4 none patch 1 - digestUnknown -"),
        Row(
            "two scalars", .values("tag: 1.2.3\ndigest: sha256:\(long("a").dropFirst(7))"), "1.2.3 1.2.4",
            digests: ["1.2.4": "c"],
            "outdated 1.2.4@c 1.2.4 patch patch 1 - newerWithinReach 1.2.4,c"),
        Row(
            "hex alone", .values("tag: 1.2.3\nsha: \(long("a").dropFirst(7))"), "1.2.3 1.2.4", digests: ["1.2.4": "c"],
            "outdated 1.2.4@c 1.2.4 patch patch 1 - newerWithinReach 1.2.4,\(long("c").dropFirst(7))"),
        Row(
            "two scalars, drifted", .values("tag: 1.2.3\ndigest: sha256:\(long("a").dropFirst(7))"), "1.2.3",
            digests: ["1.2.3": "c"], "outdated 1.2.3@c 1.2.3 digest none 0 - digestMoved c"),
        Row(
            "a chart by tag and digest", .chartRepository("tag: 1.2.3\ndigest: \(long("a"))"), "1.2.3 1.2.4",
            digests: ["1.2.4": "c"], "outdated 1.2.4@c 1.2.4 patch patch 1 - newerWithinReach 1.2.4,c"),
        Row("a digest alone", .image("@a"), "1.2.3", "current - - none none 0 - digestOnly -"),
        Row(
            "a digest beats the range beside it", .chartRepository("semver: 1.x\ndigest: \(long("a"))"), "1.2.3 2.0.0",
            "current - - none none 0 - digestOnly -"),
    ]

    // MARK: Ranges

    private static let ranges: [Row] = [
        Row("inside", .chart("1.x"), "1.2.3 1.3.0", "current - 1.3.0 none none 0 - rangeResolved -"),
        Row("outside", .chart("1.x"), "1.2.3 2.0.0 2.1.0", "outdated - 2.1.0 none major 2 - outsideRange -"),
        Row(
            "outside by a patch", .chart("\"<=1.2.3\""), "1.2.3 1.2.4", "outdated - 1.2.4 none patch 1 - outsideRange -"
        ),
        Row("two parts", .chart("6.5"), "6.5.1 6.6.0", "outdated - 6.6.0 none minor 1 - outsideRange -"),
        Row("`*`", .chart("\"*\""), "1.2.3 2.0.0 3.0.0-rc.1", "current - 2.0.0 none none 0 - rangeResolved -"),
        Row("no version", .chart(nil), "1.2.3 2.0.0", "current - 2.0.0 none none 0 - rangeResolved -"),
        Row("no match", .chart("3.x"), "1.2.3 2.0.0", "unknown - - none none 0 - noMatch -"),
        Row("no match in a partial list", .chart("3.x"), "1.2.3 …", "unknown - - none none 0 - partialListing -"),
        Row("partial, inside", .chart("1.x"), "1.2.3 …", "unknown - 1.2.3 none none 0 - partialListing -"),
        Row("partial, outside", .chart("1.x"), "1.2.3 2.0.0 …", "outdated - 2.0.0 none major 1 - outsideRange -"),
        Row(
            "pre-releases, by a range that names one", .chart("\">=1.0.0-0\""), "1.2.3 1.3.0-rc.1",
            "current - 1.3.0-rc.1 none none 0 - rangeResolved -"),
        Row(
            "an OCIRepository", .chartRepository("semver: 1.x"), "1.2.3 v1.3.0",
            "current - v1.3.0 none none 0 - rangeResolved -"),
        Row("Helm passes over `v`", .helmOCI("1.x"), "1.2.3 v1.3.0", "current - 1.2.3 none none 0 - rangeResolved -"),
        Row("`_` is `+`", .helmOCI("1.x"), "1.2.3_up1", "current - 1.2.3+up1 none none 0 - rangeResolved -"),
        Row("invalid", .chartRepository("semver: \"=> what\""), "1.2.3", "unknown - - none none 0 - invalidRange -"),
        Row(
            "a filter", .repository("semver: 1.x\nsemverFilter: \"^1[.]2[.]\""), "1.2.3 1.3.0",
            "current - 1.2.3 none none 0 - rangeResolved -"),
        Row(
            "a filter is not anchored", .repository("semver: \">=1.0.0-0\"\nsemverFilter: rc"), "1.2.3 1.3.0-rc.1",
            "current - 1.3.0-rc.1 none none 0 - rangeResolved -"),
        Row(
            "a filter that nothing passes", .repository("semver: 1.x\nsemverFilter: nothing"), "1.2.3",
            "unknown - - none none 0 - noMatch -"),
        Row(
            "an invalid filter", .repository("semver: 1.x\nsemverFilter: \"(\""), "1.2.3",
            "unknown - - none none 0 - invalidRange -"),
    ]

    // MARK: No order

    private static let unordered: [Row] = [
        Row("rolling", .image(":latest"), "latest", "untracked - - none none 0 - rollingTag -"),
        Row("no tag", .image(""), "latest", "untracked - - none none 0 - noVersion -"),
        Row("empty tag", .values("tag: \"\""), "1", "untracked - - none none 0 - noVersion -"),
        Row("a hash", .image(":3f2a1b9c"), "1", "untracked - - none none 0 - bareHash -"),
        Row(
            "a hash by its neighbours", .image(":main-1234567"), "main-1234567 main-3f2a1b9",
            "untracked - - none none 0 - bareHash -"),
        Row("a variable", .image(":${TAG}"), "1", "untracked - - none none 0 - template -"),
        Row("a variable for a chart", .chart("${VERSION}"), "1.2.3", "untracked - - none none 0 - template -"),
        Row(
            "a variable for a range", .repository("semver: ${RANGE}"), "1.2.3", "untracked - - none none 0 - template -"
        ),
        Row("a placeholder", .image(":REPLACE_ME"), "1", "untracked - - none none 0 - placeholder -"),
        Row(
            "a signature", .image(":sha256-\(long("a").dropFirst(7)).sig"), "1",
            "untracked - - none none 0 - signatureTag -"),
        Row(
            "rolling, the pinned digest", .image(":latest@a"), "latest", digests: ["latest": "a"],
            "current - latest@a none none 0 - digestMatches,rollingTag -"),
        Row(
            "rolling, drifted", .image(":latest@a"), "latest", digests: ["latest": "b"],
            "outdated latest@b latest@b digest digest 0 - digestMoved,rollingTag ghcr.io/org/app:latest@b"),
        Row(
            "rolling, drifted, reach digest", .image(":latest@a"), "latest", digests: ["latest": "b"], by: digest,
            "outdated latest@b latest@b digest digest 0 - digestMoved,rollingTag ghcr.io/org/app:latest@b"),
        Row(
            "rolling, no digest known", .image(":latest@a"), "latest",
            "current - - none none 0 - digestMatches,rollingTag -"),
        Row(
            "rolling, the lookup fails", .image(":latest@a"), "latest", digests: ["latest": "down"],
            "unknown - - none none 0 - lookupFailed,rollingTag -"),
        Row(
            "rolling, --no-digests", .image(":latest@a"), "latest", digests: ["latest": "b"], by: still,
            "untracked - - none none 0 - rollingTag,digestsIgnored -"),
    ]

    // MARK: --to

    private static func to(_ version: String) -> Rules { Rules(reach: .patch, target: version) }

    private static let targets: [Row] = [
        Row(
            "newer", .chart("1.2.3"), "1.2.3 1.3.0 2.0.0", by: to("1.3.0"),
            "outdated 1.3.0 2.0.0 minor major 2 - newerWithinReach 1.3.0"),
        Row(
            "newer, beyond reach", .chart("1.2.3"), "1.2.3 2.0.0", by: to("2.0.0"),
            "outdated 2.0.0 2.0.0 major major 1 - newerWithinReach 2.0.0"),
        Row("older", .chart("1.2.3"), "1.2.2 1.2.3", by: to("1.2.2"), "refused - 1.2.3 none none 0 - wouldDowngrade -"),
        Row(
            "not listed", .chart("1.2.3"), "1.2.3 1.3.0", by: to("1.9.9"), "unknown - 1.3.0 none minor 1 - notListed -"),
        Row(
            "the same", .chart("1.2.3"), "1.2.3 1.3.0", by: to("1.2.3"), "current - 1.3.0 none minor 1 - alreadyThere -"
        ),
        Row(
            "the same, drifted", .image(":1.2.3@a"), "1.2.3", digests: ["1.2.3": "b"], by: to("1.2.3"),
            "outdated 1.2.3@b 1.2.3 digest none 0 - digestMoved ghcr.io/org/app:1.2.3@b"),
        Row(
            "`v` may come", .chart("1.2.3"), "v1.2.3 v1.3.0", by: to("1.3.0"),
            "outdated v1.3.0 v1.3.0 minor minor 1 - newerWithinReach v1.3.0"),
        Row(
            "`v` may go", .chart("1.2.3"), "1.2.3 1.3.0", by: to("v1.3.0"),
            "outdated 1.3.0 1.3.0 minor minor 1 - newerWithinReach 1.3.0"),
        Row(
            "`+` for `_`", .helmOCI("1.4.0+up1"), "1.4.0_up1 1.5.0_up2", by: to("1.5.0+up2"),
            "outdated 1.5.0+up2 1.5.0+up2 minor minor 1 - newerWithinReach 1.5.0+up2"),
        Row(
            "`+` for `_` in a tag", .chartRepository("tag: 1.4.0_up1"), "1.4.0_up1 1.5.0_up2", by: to("1.5.0+up2"),
            "outdated 1.5.0_up2 1.5.0_up2 minor minor 1 - newerWithinReach 1.5.0_up2"),
        Row(
            "other build metadata", .chart("1.2.3+a"), "1.2.3+a 1.2.3+b", by: to("1.2.3+b"),
            "outdated 1.2.3+b 1.2.3+a none none 0 - newerWithinReach 1.2.3+b"),
        Row(
            "a pre-release", .chart("1.2.3"), "1.2.3 1.3.0-rc.1", by: to("1.3.0-rc.1"),
            "outdated 1.3.0-rc.1 1.2.3 minor none 0 - newerWithinReach 1.3.0-rc.1"),
        Row(
            "an older pre-release", .chart("1.2.3"), "1.2.3 1.2.3-rc.1", by: to("1.2.3-rc.1"),
            "refused - 1.2.3 none none 0 - wouldDowngrade -"),
        Row(
            "another flavour: no order is known", .image(":1.2-alpine"), "1.2-alpine 1.3-slim", by: to("1.3-slim"),
            "outdated 1.3-slim 1.2-alpine major none 0 - newerWithinReach ghcr.io/org/app:1.3-slim"),
        Row(
            "with a digest that is not known", .image(":1.2.3@a"), "1.2.3 1.2.4", by: to("1.2.4"),
            "refused - 1.2.4 none patch 1 - digestUnknown -"),
    ]

    // MARK: Upstream and binding

    @Test(arguments: [LookupFailure.Code.notFound, .unauthorized, .unavailable, .notInSnapshot])
    func aFailedLookupIsUnknown(_ code: LookupFailure.Code) async throws {
        let failure = LookupFailure(code, "what happened")
        for place in [PinnedPlace.chart("1.2.3"), .chart("1.x"), .image(":1.2.3"), .image(":latest@a")] {
            let upstream = ScriptedUpstream([place.identity: .failure(failure)])
            let plan = try await plan(["a.yaml": place.text.longDigests], upstream: upstream)
            #expect(plan.decisions.map(\.line) == ["unknown - - none none 0 - lookupFailed -"])
            #expect(plan.decisions.map(\.error) == ["what happened"])
            #expect(plan.isIncomplete)
        }
    }

    @Test(arguments: [
        ("name: nowhere", "1.2.3", "unknown - - none none 0 - unbound -"),
        ("name: \"${SOURCE}\"", "1.2.3", "untracked - - none none 0 - template -"),
        ("name: nowhere", "${VERSION}", "untracked - - none none 0 - template -"),
    ]) func withoutASourceNothingIsAsked(_ source: String, _ version: String, _ line: String) async throws {
        let text = PinnedPlace.chart(version).text.replacing(
            "sourceRef: {name: charts}", with: "sourceRef: {\(source)}")
        let upstream = ScriptedUpstream([:])
        let plan = try await plan(["a.yaml": text], upstream: upstream)
        #expect(plan.decisions.map(\.line) == [line])
        #expect(upstream.asked.isEmpty)
    }

    @Test func untrackedReferencesAskNothing() async throws {
        let upstream = ScriptedUpstream([:])
        _ = try await plan(["a.yaml": PinnedPlace.image(":latest").text], upstream: upstream)
        #expect(upstream.asked.isEmpty)
    }

    @Test(arguments: [
        ("image: {tag: 1.2.3}", "noRepository"), ("x: 1.2.3 # renovate: datasource=npm depName=a", "foreignDatasource"),
        (
            "apiVersion: argoproj.io/v1alpha1\nkind: Application\n"
                + "spec: {source: {repoURL: \"https://x.org/a/b\", path: a, targetRevision: release-1.2}}",
            "rollingTag"
        ),
    ]) func whatCannotBeListedIsUntracked(_ values: String, _ code: String) async throws {
        let plan = try await plan(["values.yaml": values], upstream: ScriptedUpstream([:]))
        #expect(plan.decisions.map(\.status) == [.untracked])
        #expect(plan.decisions.first?.reasons.map(\.code.rawValue) == [code])
        #expect(plan.findings.isEmpty)
    }

    @Test func everyReasonHasARow() {
        let rows = Self.charts + Self.images + Self.digests + Self.ranges + Self.unordered + Self.targets
        let codes = Set(rows.flatMap { $0.line.split(separator: " ")[7].split(separator: ",").map(String.init) })
        // The rest has tests of its own: here, in `SharedSitesTests`, in `PolicyDecisionTests` and of the program.
        let policies: Set = ["policySelects", "policyMissing", "policyInvalid", "policyDecides", "policySuspended"]
        let others: Set = ["unbound", "sharedSite", "asOf", "noRepository", "foreignDatasource", "breaking"]
        #expect(Set(Reason.Code.allCases.map(\.rawValue)).subtracting(codes) == others.union(policies))
    }

    @Test func anOldAnswerIsTold() async throws {
        let listing = Listing(releases: [Release(text: "1.0.0")], asOf: 1_763_719_200)
        let upstream = ScriptedUpstream(["ghcr.io/org/app": .success(listing)])
        let plan = try await plan(
            ["a.yaml": PinnedPlace.image(":1.0.0").text], upstream: upstream)
        #expect(plan.decisions.first?.reasons == [Reason(.newest), Reason(.asOf, "2025-11-21T10:00:00Z")])
    }

    @Test func rejectedCandidatesAreCounted() async throws {
        let listing = Listing(
            line: "1.2.3 1.3.0-rc.1 1.3.0-rc.2 v9 latest 1.2.4-alpine sha256-\(long("a").dropFirst(7)).sig")
        let upstream = ScriptedUpstream(["ghcr.io/org/app": .success(listing)])
        let decision = try #require(
            try await plan(["a.yaml": PinnedPlace.image(":1.2.3").text], upstream: upstream).decisions.first)
        #expect(decision.listed == 7)
        #expect(
            Set(decision.rejections.map { "\($0.rejection.rawValue) \($0.count) \($0.nearest)" })
                == [
                    "prerelease 2 1.3.0-rc.2", "otherPrefix 1 v9", "rolling 1 latest", "otherSuffix 1 1.2.4-alpine",
                    "signature 1 sha256-\(long("a").dropFirst(7)).sig",
                ])
    }
}
