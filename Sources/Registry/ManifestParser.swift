internal import Artifacts
internal import FoundationEssentials
internal import Transport

/// Reads the bytes of a manifest. Knows nothing of where they came from.
enum ManifestParser {
    /// What is wrong, as the end of a sentence that names the manifest.
    struct Problem: Error {
        let message: String
    }

    /// - Parameter contentType: what the registry says it is; generic types are overruled by the body.
    static func parse(_ bytes: [UInt8], digest: Digest, contentType: String?) throws(Problem) -> Manifest {
        let wire: Wire
        do {
            wire = try JSONDecoder().decode(Wire.self, from: Data(bytes))
        } catch {
            throw Problem(message: "the manifest is not a JSON object of the image specification")
        }
        let (kind, mediaType) = try kind(of: wire, contentType: contentType)
        guard wire.descriptorCount <= RegistryLimits.descriptors else {
            throw Problem(message: "the manifest has more than \(RegistryLimits.descriptors) descriptors")
        }
        return Manifest(
            kind: kind,
            mediaType: mediaType,
            digest: digest,
            artifactType: wire.artifactType,
            config: try wire.config.map(descriptor),
            layers: try list(wire.layers),
            manifests: try list(wire.manifests),
            subject: try wire.subject.map(descriptor),
            annotations: wire.annotations.values,
            bytes: bytes,
        )
    }

    private static func kind(of wire: Wire, contentType: String?) throws(Problem) -> (Manifest.Kind, String) {
        let announced = contentType.map(MediaType.essence) ?? ""
        let own = wire.mediaType.map(MediaType.essence) ?? ""
        if wire.schemaVersion == 1 || announced == MediaType.dockerSchema1 || announced == MediaType.dockerSchema1Signed
        {
            throw Problem(message: "Docker's manifest schema 1, which was withdrawn: the image must be pushed again")
        }
        let known = kind(ofType: announced)
        if known != nil, kind(ofType: own) != nil, announced != own {
            throw Problem(message: "sent as \(announced), but calls itself \(own)")
        }
        if let known { return (known, announced) }
        if let inBody = kind(ofType: own) { return (inBody, own) }
        if wire.manifests != nil { return (.index, MediaType.index) }
        if wire.config != nil, wire.layers != nil { return (.manifest, MediaType.manifest) }
        let shown = RemoteText.clean(own.isEmpty ? announced : own, limit: 80)
        throw Problem(message: "neither a manifest nor an index (media type “\(shown)”)")
    }

    private static func kind(ofType type: String) -> Manifest.Kind? {
        switch type {
        case MediaType.index, MediaType.dockerIndex: .index
        case MediaType.manifest, MediaType.dockerManifest: .manifest
        default: nil
        }
    }

    private static func list(_ wire: [WireDescriptor]?) throws(Problem) -> [Descriptor] {
        var result: [Descriptor] = []
        for item in wire ?? [] { result.append(try descriptor(item)) }
        return result
    }

    private static func descriptor(_ wire: WireDescriptor) throws(Problem) -> Descriptor {
        guard let digest = Digest(wire.digest) else {
            throw Problem(
                message: "a descriptor has the malformed digest “\(RemoteText.clean(wire.digest, limit: 80))”")
        }
        guard wire.size >= 0, let size = Int(exactly: wire.size) else {
            throw Problem(message: "the descriptor of \(digest) has the size \(wire.size)")
        }
        return Descriptor(
            mediaType: wire.mediaType ?? "",
            digest: digest,
            size: size,
            artifactType: wire.artifactType,
            annotations: wire.annotations.values,
            platform: wire.platform.map {
                Platform(
                    os: $0.os ?? "", architecture: $0.architecture ?? "", variant: $0.variant, osVersion: $0.osVersion)
            },
            inline: wire.data.flatMap { Data(base64Encoded: $0) }.map { Array($0) },
        )
    }
}

/// The JSON of a manifest or an index: every member optional, judged by the parser.
struct Wire: Decodable {
    let schemaVersion: Int?
    let mediaType: String?
    let artifactType: String?
    let config: WireDescriptor?
    let layers: [WireDescriptor]?
    let manifests: [WireDescriptor]?
    let subject: WireDescriptor?
    let annotations: Annotations

    enum CodingKeys: String, CodingKey {
        case schemaVersion, mediaType, artifactType, config, layers, manifests, subject, annotations
    }

    init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: CodingKeys.self)
        schemaVersion = try? box.decodeIfPresent(Int.self, forKey: .schemaVersion)
        mediaType = try box.decodeIfPresent(String.self, forKey: .mediaType)
        artifactType = try box.decodeIfPresent(String.self, forKey: .artifactType)
        config = try box.decodeIfPresent(WireDescriptor.self, forKey: .config)
        layers = try box.decodeIfPresent([WireDescriptor].self, forKey: .layers)
        manifests = try box.decodeIfPresent([WireDescriptor].self, forKey: .manifests)
        subject = try box.decodeIfPresent(WireDescriptor.self, forKey: .subject)
        annotations = try box.decodeIfPresent(Annotations.self, forKey: .annotations) ?? Annotations(values: [:])
    }

    var descriptorCount: Int { (layers?.count ?? 0) + (manifests?.count ?? 0) }
}

struct WireDescriptor: Decodable {
    struct WirePlatform: Decodable {
        let os: String?
        let architecture: String?
        let variant: String?
        let osVersion: String?

        private enum CodingKeys: String, CodingKey {
            case os, architecture, variant
            case osVersion = "os.version"
        }
    }

    let mediaType: String?
    let digest: String
    let size: Int64
    let artifactType: String?
    let annotations: Annotations
    let platform: WirePlatform?
    let data: String?

    enum CodingKeys: String, CodingKey {
        case mediaType, digest, size, artifactType, annotations, platform, data
    }

    init(from decoder: any Decoder) throws {
        let box = try decoder.container(keyedBy: CodingKeys.self)
        mediaType = try box.decodeIfPresent(String.self, forKey: .mediaType)
        digest = try box.decode(String.self, forKey: .digest)
        size = try box.decode(Int64.self, forKey: .size)
        artifactType = try box.decodeIfPresent(String.self, forKey: .artifactType)
        annotations = try box.decodeIfPresent(Annotations.self, forKey: .annotations) ?? Annotations(values: [:])
        platform = try? box.decodeIfPresent(WirePlatform.self, forKey: .platform)
        data = try? box.decodeIfPresent(String.self, forKey: .data)
    }
}

/// Annotations are text by specification; a value of another type is left out instead of spoiling the manifest.
struct Annotations: Decodable {
    private struct Value: Decodable {
        let text: String?

        init(from decoder: any Decoder) throws {
            text = try? decoder.singleValueContainer().decode(String.self)
        }
    }

    let values: [String: String]

    init(values: [String: String]) {
        self.values = values
    }

    init(from decoder: any Decoder) throws {
        values = try decoder.singleValueContainer().decode([String: Value].self).compactMapValues(\.text)
    }
}
