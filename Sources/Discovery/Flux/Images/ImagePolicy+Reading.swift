import Artifacts
import SourceYAML
import Versioning

/// Why a policy of the tree is no policy to Flux either.
struct ImagePolicyFault: Error, Hashable, Sendable {
    let reason: String

    init(_ reason: String) { self.reason = reason }
}

extension ImagePolicy {
    /// Reads an `ImagePolicy` and its `ImageRepository`.
    init(_ spec: YAMLNode?, repository: YAMLNode?, name: String) throws(ImagePolicyFault) {
        guard let image = repository?["image"]?.text, !image.isEmpty else {
            throw ImagePolicyFault("the ImageRepository of \(name) has no image")
        }
        guard !TemplateText.isIn(image) else {
            throw ImagePolicyFault("the image of ImagePolicy \(name) is a variable")
        }
        guard let parsed = OCIReference.repository(image, hubDefaults: true), !image.contains("://") else {
            throw ImagePolicyFault("'\(image)', the image of ImagePolicy \(name), is no name of a repository")
        }
        var exclusions: [TagFilter] = []
        let patterns = repository?["exclusionList"]?.items.compactMap(\.text) ?? []
        for pattern in patterns.isEmpty ? Self.defaultExclusions : patterns {
            exclusions.append(try Self.filter(pattern, extract: "", of: name))
        }
        let reflection = spec?["digestReflectionPolicy"]?.text ?? ""
        guard let digests = reflection.isEmpty ? .never : DigestReflection(rawValue: reflection) else {
            throw ImagePolicyFault("'\(reflection)' is no digestReflectionPolicy, in ImagePolicy \(name)")
        }
        self.init(
            name: name, image: image, repository: parsed, policy: try Self.policy(spec, of: name), digests: digests,
            exclusions: exclusions,
            isSuspended: [spec, repository].contains { $0?["suspend"]?.reads(as: "true") ?? false }
        )
    }

    /// Signatures that cosign keeps as tags: what an absent or empty list stands for.
    private static let defaultExclusions = ["^.*\\.sig$"]

    /// The first of `semver`, `alphabetical` and `numerical` that is there counts.
    private static func policy(_ spec: YAMLNode?, of name: String) throws(ImagePolicyFault) -> Policy {
        var filter: TagFilter?
        if let tags = spec?["filterTags"], !tags.isNull {
            filter = try Self.filter(tags["pattern"]?.text ?? "", extract: tags["extract"]?.text ?? "", of: name)
        }
        let choice = spec?["policy"]
        if let semver = choice?["semver"], !semver.isNull {
            let range = semver["range"]?.text ?? ""
            do throws(ConstraintError) {
                return Policy(.semver(try Constraint(range)), filter: filter)
            } catch {
                throw ImagePolicyFault("'\(range)', the range of ImagePolicy \(name), cannot be read: \(error)")
            }
        }
        for key in ["alphabetical", "numerical"] {
            guard let rule = choice?[key], !rule.isNull else { continue }
            let text = rule["order"]?.text ?? ""
            guard let order = Policy.Order(flux: text) else {
                throw ImagePolicyFault("'\(text)', the order of ImagePolicy \(name), is neither asc nor desc")
            }
            return Policy(key == "numerical" ? .numerical(order) : .alphabetical(order), filter: filter)
        }
        throw ImagePolicyFault("ImagePolicy \(name) has none of semver, alphabetical and numerical")
    }

    private static func filter(
        _ pattern: String, extract: String, of name: String
    ) throws(ImagePolicyFault) -> TagFilter {
        do throws(PatternError) {
            return try TagFilter(pattern: pattern, extract: extract)
        } catch {
            throw ImagePolicyFault("'\(pattern)', a pattern of ImagePolicy \(name), cannot be read: \(error)")
        }
    }
}
