internal import FoundationEssentials

/// What is read of an image's config blob (image-spec, config.md; Docker's form has the same members).
struct ImageConfig: Equatable {
    let created: String?
    let platform: Platform?
    let labels: [String: String]

    /// The config types of images; others are artifacts, whose config may be anything.
    static func isImage(_ mediaType: String) -> Bool {
        switch MediaType.essence(mediaType) {
        case MediaType.imageConfig, MediaType.dockerImageConfig: true
        default: false
        }
    }

    /// Nil when the bytes are no JSON object. Members of another type than expected are left out.
    init?(_ bytes: [UInt8]) {
        guard let wire = try? JSONDecoder().decode(Wire.self, from: Data(bytes)) else { return nil }
        created = wire.created
        labels = wire.labels
        platform = wire.os.flatMap { os in
            wire.architecture.map {
                Platform(os: os, architecture: $0, variant: wire.variant, osVersion: wire.osVersion)
            }
        }
    }

    private struct Wire: Decodable {
        let created: String?
        let os: String?
        let architecture: String?
        let variant: String?
        let osVersion: String?
        let labels: [String: String]

        private enum Keys: String, CodingKey {
            case created, os, architecture, variant, config
            case osVersion = "os.version"
        }

        private struct Inner: Decodable {
            let labels: Annotations?

            private enum CodingKeys: String, CodingKey { case labels = "Labels" }
        }

        init(from decoder: any Decoder) throws {
            let box = try decoder.container(keyedBy: Keys.self)
            func text(_ key: Keys) -> String? {
                (try? box.decodeIfPresent(String.self, forKey: key)).flatMap { $0.isEmpty ? nil : $0 }
            }
            created = text(.created)
            os = text(.os)
            architecture = text(.architecture)
            variant = text(.variant)
            osVersion = text(.osVersion)
            labels = (try? box.decodeIfPresent(Inner.self, forKey: .config))?.labels?.values ?? [:]
        }
    }
}
