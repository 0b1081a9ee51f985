internal import Transport

/// Which entry of an index is the image for a platform. Pure: nested indexes are named, not read.
enum PlatformChoice {
    enum Outcome: Equatable {
        case manifest(Descriptor)
        /// No entry fits; one of these indexes, in this order, may hold one that does.
        case nested([Descriptor])
        /// Nothing fits; what there is, for the message.
        case none(offered: [String])
    }

    /// Asked of every image when the caller names no platform, as all clients do.
    static let usual = Platform(os: "linux", architecture: "amd64")

    /// - Parameter wanted: nil means the usual platform, or whatever the only entry is for.
    ///
    /// An entry fits when operating system and architecture are the same, and the variant and the version of the
    /// operating system too where they are asked for; both sides are normalised. Among several that fit, one whose
    /// variant is the architecture's usual one comes first, then the order of the index counts, as the specification
    /// says. An only entry is taken when it names no platform, or none was asked for. There is no other guess.
    static func choose(from entries: [Descriptor], for wanted: Platform?) -> Outcome {
        let entries = entries.filter { !isAttestation($0) }
        let indexes = entries.filter(isIndex)
        let images = entries.filter { !isIndex($0) }
        let goal = wanted ?? usual
        let fitting = images.filter { $0.platform.map { fits($0, goal) } ?? false }
        if let best = fitting.first(where: { $0.platform?.normalized.variant == goal.normalized.variant })
            ?? fitting.first
        {
            return .manifest(best)
        }
        if entries.count == 1, let only = images.first, wanted == nil || only.platform == nil { return .manifest(only) }
        let open = indexes.filter { $0.platform.map { fits($0, goal) } ?? true }
        if !open.isEmpty { return .nested(open) }
        let offered = images.prefix(12).map { image in
            image.platform.map { RemoteText.clean($0.description, limit: 60) } ?? "an entry without a platform"
        }
        return .none(offered: offered)
    }

    private static func fits(_ entry: Platform, _ wanted: Platform) -> Bool {
        let (entry, goal) = (entry.normalized, wanted.normalized)
        guard entry.os == goal.os, entry.architecture == goal.architecture else { return false }
        if wanted.variant != nil, entry.variant != goal.variant { return false }
        guard let version = goal.osVersion else { return true }
        // Windows images carry the whole build number, of which one asks for the first three parts.
        return entry.osVersion == version || entry.osVersion?.hasPrefix(version + ".") == true
    }

    private static func isIndex(_ descriptor: Descriptor) -> Bool {
        let type = MediaType.essence(descriptor.mediaType)
        return type == MediaType.index || type == MediaType.dockerIndex
    }

    private static func isAttestation(_ descriptor: Descriptor) -> Bool {
        descriptor.platform?.isUnknown == true
            || descriptor.annotations["vnd.docker.reference.type"] == "attestation-manifest"
    }
}
