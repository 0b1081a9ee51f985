internal import Artifacts

/// Types of referrers that their list leaves out.
///
/// A registry must copy a manifest's `artifactType`, or else its config's media type, into the list
/// (distribution-spec, "Listing Referrers"); not all do, and cosign's signatures name no artifact type.
enum ReferrerTypes {
    /// What the list itself says, or nil.
    static func listed(_ descriptor: Descriptor) -> String? {
        guard let type = descriptor.artifactType, !type.isEmpty else { return nil }
        // An image's config type says nothing of what it is for.
        return type == MediaType.imageConfig || type == MediaType.emptyConfig ? nil : type
    }

    /// What a manifest is: its own word, a layer that only cosign writes, or the type of its config.
    static func type(of manifest: Manifest) -> String? {
        if let type = manifest.artifactType, !type.isEmpty { return type }
        if manifest.layers.contains(where: { $0.mediaType == MediaType.cosignPayload }) {
            return MediaType.cosignSignature
        }
        guard let type = manifest.config?.mediaType, !type.isEmpty, type != MediaType.emptyConfig else { return nil }
        return type
    }

    /// The same list with the types filled in, by reading at most ``RegistryLimits/untypedReferrers`` manifests. What
    /// could not be told makes the list partial.
    static func resolve(
        _ list: ReferrerList,
        of place: String,
        read: (Digest) async throws(RegistryError) -> Manifest,
    ) async -> ReferrerList {
        var partial = list.partial
        var reads = 0
        var resolved: [Descriptor] = []
        for descriptor in list.descriptors {
            guard listed(descriptor) == nil else {
                resolved.append(descriptor)
                continue
            }
            reads += 1
            var type: String?
            if reads > RegistryLimits.untypedReferrers {
                partial =
                    partial
                    ?? "\(place): more than \(RegistryLimits.untypedReferrers) referrers are listed without a type"
            } else {
                do throws(RegistryError) {
                    type = Self.type(of: try await read(descriptor.digest))
                } catch {
                    partial = partial ?? "\(place): a referrer is listed without a type: \(error.message)"
                }
            }
            resolved.append(descriptor.typed(type ?? descriptor.artifactType))
        }
        return ReferrerList(descriptors: resolved, partial: partial)
    }

    /// Entries of this type, and those whose type is not known.
    static func select(_ list: ReferrerList, _ artifactType: String) -> ReferrerList {
        let kept = list.descriptors.filter { ($0.artifactType ?? "").isEmpty || $0.artifactType == artifactType }
        return ReferrerList(descriptors: kept, partial: list.partial)
    }
}
