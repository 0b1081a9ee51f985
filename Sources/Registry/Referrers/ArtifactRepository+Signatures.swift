internal import Artifacts

extension ArtifactRepository {
    /// Whether there is something that looks like a signature: by cosign's tags, and by what refers to the manifest.
    ///
    /// Costs a HEAD when the reference is a tag, one referrers call (or one manifest GET on a registry that lacks it),
    /// one manifest GET for each referrer whose type is not listed (at most ``RegistryLimits/untypedReferrers``), and
    /// for cosign's tag one manifest GET and one small blob GET for each signer. With a complete list of tags that
    /// shows no such tag the latter two are saved.
    ///
    /// - Parameters:
    ///   - reference: a tag or digest; signatures of an index hang on the index, not on its images.
    ///   - tags: the repository's tags where they are known already.
    /// - Throws: when the reference itself cannot be resolved. Every later failure makes the verdict unknown instead.
    public func signatureEvidence(
        of reference: String, tags: TagList? = nil,
    ) async throws(RegistryError) -> SignatureEvidence {
        let subject: Digest
        if let digest = Digest(reference) { subject = digest } else { subject = try await digest(of: reference) }
        var found: Set<SignatureEvidence.Kind> = []
        var unknown: [String] = []
        var notes: [String] = []
        if let tags {
            found = CosignTags.kinds(in: tags, subject: subject)
            found.remove(.cosignTag)
        }
        do throws(RegistryError) {
            switch try await cosignTag(of: subject, tags: tags) {
            case .absent: break
            case .present: found.insert(.cosignTag)
            case .ofAnother(let note): notes.append(note)
            case .unclear(let reason): unknown.append(reason)
            }
        } catch {
            unknown.append(error.message)
        }
        do throws(RegistryError) {
            let place = description
            let list = await ReferrerTypes.resolve(try await referrers(to: subject, artifactType: nil), of: place) {
                digest throws(RegistryError) in
                try await manifest(of: digest.text)
            }
            for type in list.descriptors.compactMap(\.artifactType) {
                if let kind = SignatureEvidence.kind(ofType: type) { found.insert(kind) }
            }
            if let partial = list.partial { unknown.append(partial) }
        } catch {
            unknown.append(error.message)
        }
        return SignatureEvidence(found: found, unknown: unknown, notes: notes)
    }

    /// What the manifest under cosign's tag is good for: its payloads must speak of the subject.
    private func cosignTag(of subject: Digest, tags: TagList?) async throws(RegistryError) -> CosignTagOutcome {
        let tag = CosignTags.signature(of: subject)
        // A tag has 128 characters at most: cosign has no such tag for sha512.
        guard ReferenceText.isTag(tag) else { return .absent }
        if let tags, tags.partial == nil, !tags.tags.contains(tag) { return .absent }
        let manifest: Manifest
        do throws(RegistryError) {
            manifest = try await self.manifest(of: tag)
        } catch {
            guard error.code == .notFound else { throw error }
            return .absent
        }
        let payloads = manifest.layers.filter { MediaType.essence($0.mediaType) == MediaType.cosignPayload }
        var other: Digest?
        for payload in payloads.prefix(RegistryLimits.cosignPayloads) {
            let bytes = try await smallBlob(payload, limit: RegistryLimits.cosignPayloadBytes)
            guard let signed = CosignTags.subject(ofPayload: bytes) else { continue }
            if signed == subject { return .present }
            other = signed
        }
        if payloads.count > RegistryLimits.cosignPayloads {
            return .unclear("\(self): \(tag) holds more than \(RegistryLimits.cosignPayloads) payloads")
        }
        if let other { return .ofAnother("\(self): \(tag) holds a signature of \(other)") }
        return .unclear("\(self): \(tag) holds no payload of a cosign signature")
    }
}

private enum CosignTagOutcome {
    case absent
    case present
    /// A signature of another digest.
    case ofAnother(String)
    case unclear(String)
}
