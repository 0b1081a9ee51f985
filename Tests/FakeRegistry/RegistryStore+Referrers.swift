internal import Synchronization

extension RegistryStore {
    /// The answer of the referrers call (distribution-spec, "Listing Referrers").
    func referrers(_ request: FakeRequest, _ name: String, _ subject: String, _ behaviour: Behaviour) -> FakeReply {
        switch behaviour.referrers {
        case .listed: return referrerIndex(of: subject, in: name)
        case .untyped: return referrerIndex(of: subject, in: name, showsTypes: false)
        case .filtered:
            guard let type = request.query("artifactType").first else { return referrerIndex(of: subject, in: name) }
            return referrerIndex(of: subject, in: name, type: type).with("OCI-Filters-Applied", "artifactType")
        case .absent, .tagged, .subjectEcho: return FakeReply(404, text: "404 page not found")
        case .status(let status): return FakeReply(status)
        case .elsewhere(let url): return .redirect(303, to: url)
        }
    }

    /// What the tag made of a digest leads to; `nil` for other references, and where it leads nowhere.
    func referrerTag(_ name: String, _ reference: String, _ behaviour: Behaviour) -> FakeReply? {
        guard reference.hasPrefix("sha256-") else { return nil }
        let subject = reference.replacing("sha256-", with: "sha256:")
        switch behaviour.referrers {
        case .tagged: return referrerIndex(of: subject, in: name)
        case .subjectEcho:
            return contents.withLock { $0.images[subject] }.map { image in
                FakeReply(200, headers: [("Content-Type", image.mediaType)], body: image.manifest)
            }
        case .listed, .untyped, .filtered, .absent, .status, .elsewhere: return nil
        }
    }

    private func referrerIndex(
        of subject: String, in name: String, type: String? = nil, showsTypes: Bool = true
    ) -> FakeReply {
        let images = contents.withLock { contents in
            (contents.repositories[name]?.manifests ?? []).compactMap { contents.images[$0] }
        }
        let entries = images.filter { $0.subject == subject && (type == nil || $0.artifactType == type) }
            .map { $0.descriptor(artifactType: showsTypes ? $0.artifactType : nil) }
        let index = #"{"schemaVersion":2,"mediaType":"\#(FakeImage.indexType)","manifests":["#
        return FakeReply(200, text: index + entries.joined(separator: ",") + "]}", type: FakeImage.indexType)
    }
}
