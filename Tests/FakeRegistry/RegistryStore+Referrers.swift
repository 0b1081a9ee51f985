internal import Synchronization

extension RegistryStore {
    /// The answer of the referrers call (distribution-spec, "Listing Referrers").
    func referrers(to subject: String, _ behaviour: Behaviour) -> FakeReply {
        switch behaviour.referrers {
        case .listed: referrerIndex(of: subject)
        case .absent, .tagged, .subjectEcho: FakeReply(404, text: "404 page not found")
        case .status(let status): FakeReply(status)
        case .elsewhere(let url): .redirect(303, to: url)
        }
    }

    /// What the tag made of a digest leads to; `nil` for other references, and where it leads nowhere.
    func referrerTag(_ reference: String, _ behaviour: Behaviour) -> FakeReply? {
        guard reference.hasPrefix("sha256-") else { return nil }
        let subject = reference.replacing("sha256-", with: "sha256:")
        switch behaviour.referrers {
        case .tagged: return referrerIndex(of: subject)
        case .subjectEcho:
            return contents.withLock { $0.manifests[subject] }.map { type, bytes in
                FakeReply(200, headers: [("Content-Type", type)], body: bytes)
            }
        case .listed, .absent, .status, .elsewhere: return nil
        }
    }

    private func referrerIndex(of subject: String) -> FakeReply {
        let entries = contents.withLock { $0.referrers[subject] ?? [] }
        let index = #"{"schemaVersion":2,"mediaType":"\#(FakeImage.indexType)","manifests":["#
        return FakeReply(200, text: index + entries.joined(separator: ",") + "]}", type: FakeImage.indexType)
    }
}
