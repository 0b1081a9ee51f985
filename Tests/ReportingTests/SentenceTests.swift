import Artifacts
import Discovery
import Reporting
import Testing
import Tracking
import Versioning

@Suite struct SentenceTests {
    /// A decision in which every fact is known.
    private func fullDecision(_ code: Reason.Code) throws -> Decision {
        let constraint: String? =
            switch code {
            case .rangeResolved, .outsideRange, .invalidRange: "1.x"
            default: nil
            }
        return try Fixture.decision(
            .outdated, constraint: constraint, digest: Digest(Fixture.digest),
            wanted: PinnedVersion(version: "1.3.0", digest: Digest(Fixture.otherDigest)),
            latest: PinnedVersion(version: "2.0.0"), change: .minor, latestChange: .major
        )
    }

    @Test(
        arguments: [
            (.newest, nil, "upstream lists nothing newer than 1.2.3"),
            (.digestMatches, nil, "no other digest than the pinned one is known for 1.2.3"),
            (.digestOnly, nil, "1.2.3 has no order, so only the digest counts"),
            (.rangeResolved, nil, "the range 1.x resolves to 1.2.3"),
            (.alreadyThere, "1.2.3", "1.2.3 is what the tree has"),
            (.newerThanUpstream, nil, "1.2.3 is newer than everything upstream lists, which ends at 2.0.0"),
            (.newerWithinReach, "1.3.0", "1.3.0 is newer and within reach: a minor step"),
            (.newerBeyondReach, nil, "2.0.0 is newer and beyond reach: a major step"),
            (.newerBeyondReach, "1.9.0", "1.9.0 is newer and beyond reach"),
            (
                .digestMoved, nil,
                "upstream serves another digest for 1.2.3: sha256:99ff00ee instead of sha256:1234abcd"
            ),
            (.outsideRange, "2.0.0", "2.0.0 is newer and outside the range 1.x"),
            (.outsideRange, "1.x", "2.0.0 is newer and outside the range 1.x"),
            (.rollingTag, "latest", "latest is no version, and such a tag may move"),
            (.bareHash, nil, "1.2.3 is a commit hash, and hashes have no order"),
            (.noVersion, nil, "no version is written"),
            (.template, nil, "1.2.3 is template text, or a variable without a value"),
            (.placeholder, nil, "1.2.3 is a placeholder"),
            (.signatureTag, nil, "1.2.3 names a signature, an attestation or a bill of materials"),
            (.unbound, nil, "the source that it names is not in the tree"),
            (.lookupFailed, "timed out", "the lookup failed: timed out"),
            (.partialListing, "page 4 is missing", "upstream's list may lack versions: page 4 is missing"),
            (.notListed, nil, "upstream does not list 1.2.3"),
            (.notListed, "9.9.9", "upstream does not list 9.9.9"),
            (.noMatch, nil, "nothing that upstream lists compares with 1.2.3"),
            (.invalidRange, "1.x", "1.x is not a range that can be read"),
            (.invalidRange, "an operator is missing", "1.x is not a range that can be read: an operator is missing"),
            (.digestUnknown, "1.3.0", "a digest is pinned, and that of 1.3.0 is not known"),
            (.wouldDowngrade, "1.1.0", "1.1.0 is older than 1.2.3"),
            (.sharedSite, nil, "the text belongs to another reference too, which does not move along"),
            (.lockWouldBreak, "a.lock", "a lock file pins the same version and is not written: a.lock"),
            (.notEditable, "a block scalar", "the text cannot be edited in place: a block scalar"),
            (
                .digestsIgnored, nil, "the digest pinned for 1.2.3 is not compared with upstream's"
            ),
            (.asOf, "2026-11-21T10:00:00Z", "upstream's answer is of 2026-11-21T10:00:00Z"),
        ] as [(Reason.Code, String?, String)])
    func aReasonIsAClause(code: Reason.Code, subject: String?, clause: String) throws {
        #expect(Sentences.text(for: Reason(code, subject), in: try fullDecision(code)) == clause)
    }

    @Test(arguments: Reason.Code.allCases, [nil, "", "1.3.0", Fixture.digest])
    func everyReasonSpeaksWithoutFactsToo(code: Reason.Code, subject: String?) throws {
        for decision in [try fullDecision(code), try Fixture.decision(.unknown, version: nil)] {
            let clause = Sentences.text(for: Reason(code, subject), in: decision)
            #expect(!clause.isEmpty && !clause.hasSuffix(".") && !clause.hasSuffix(" ") && !clause.contains("  "))
            #expect(!clause.contains("nil") && !clause.contains(Fixture.digest))
        }
    }

    @Test(
        arguments: [
            (.otherSuffix, 12, "1.2.4-debug", .image, "12 tags have another suffix, the nearest is 1.2.4-debug"),
            (.otherSuffix, 1, "1.2.4-debug", .image, "1 tag has another suffix: 1.2.4-debug"),
            (.prerelease, 1, "2.0.0-rc.1", .helmChart, "1 version is a pre-release: 2.0.0-rc.1"),
            (.hash, 1234, "f00dfeed", .ociArtifact, "1,234 tags are commit hashes, the nearest is f00dfeed"),
            (.notAVersion, 3, "", .helmChart, "3 versions are no versions"),
        ] as [(Rejection, Int, String, ArtifactKind, String)])
    func rejectionsAreCounted(
        rejection: Rejection, count: Int, nearest: String, kind: ArtifactKind, clause: String
    ) {
        let rejected = RejectionCount(rejection: rejection, count: count, nearest: nearest)
        #expect(Sentences.text(for: rejected, of: kind) == clause)
    }

    @Test func whatIsKnownOfADigestIsSaid() throws {
        let digest = Digest(Fixture.digest)
        let decision = try Fixture.decision(
            .current, digest: digest, latest: PinnedVersion(version: "1.2.3", digest: digest)
        )
        #expect(
            Sentences.text(for: Reason(.digestMatches), in: decision)
                == "the pinned digest is the one that upstream serves for 1.2.3"
        )
        let onlyDigest = try Fixture.decision(.current, version: nil, digest: digest)
        #expect(
            Sentences.text(for: Reason(.digestOnly), in: onlyDigest)
                == "only a digest is written, and digests have no order"
        )
    }

    @Test func aNameThatIsAVariableIsNamedInsteadOfTheVersion() throws {
        let site = try Fixture.site("a.yaml", "image: ${REGISTRY}/web:1.2.3\n", ["image"], role: .image)
        let unbound = "the name of the image is a variable"
        let reference = Fixture.reference(
            site, kind: .image, artifact: nil, owner: Fixture.owner("web"), pin: Pin(version: "1.2.3"), unbound: unbound
        )
        let decision = Decision(reference: reference, status: .untracked, current: PinnedVersion(version: "1.2.3"))
        #expect(Sentences.text(for: Reason(.template, unbound), in: decision) == unbound)
        #expect(
            Sentences.text(for: Reason(.template, "${TAG}"), in: decision)
                == "${TAG} is template text, or a variable without a value"
        )
    }

    @Test func theVerdictIsOfTheReasonsThatBearOnTheStatus() throws {
        let reasons = [Reason(.digestsIgnored), Reason(.newest), Reason(.digestMatches)]
        #expect(
            Sentences.verdict(of: try Fixture.decision(.current, reasons: reasons))
                == "upstream lists nothing newer than 1.2.3; no other digest than the pinned one is known for 1.2.3"
        )
        #expect(Sentences.verdict(of: try Fixture.decision(.unknown, error: "no answer")) == "no answer")
        #expect(Sentences.verdict(of: try Fixture.decision(.held)) == "something newer exists, and a hold says stay")
    }
}
