import Artifacts
import FoundationEssentials

/// What upstream offered at one time: the file behind `--snapshot` (section 7 of the design).
///
/// Members that are missing mean "nothing is known", unknown members are ignored.
public struct Snapshot: Sendable {
    public let taken: String?
    let oci: [String: Repository]
    let helm: [String: [String: [Chart]]]
    let git: [String: GitRepository]

    struct Repository: Decodable, Sendable {
        var tags: [String?]?
        var digests: [String: String?]?
        var complete: Bool?
        var partial: String?
        var error: String?
        var facts: [String: Facts?]?

        func digest(of tag: String) -> Digest? { (digests?[tag] ?? nil).flatMap(Digest.init) }
        func facts(of tag: String) -> Facts? { facts?[tag] ?? nil }
    }

    struct Facts: Decodable, Sendable {
        var created: String?
        var appVersion: String?
        var kubeVersion: String?
        var deprecated: Bool?
        /// What the chart itself says.
        var version: String?
        var dependencies: [Dependency]?

        var charts: [ReleaseDependency] { (dependencies ?? []).map(\.release) }
    }

    struct Dependency: Decodable, Sendable {
        var name: String
        var version: String?
        var repository: String?

        var release: ReleaseDependency {
            ReleaseDependency(name: name, version: version ?? "", repository: repository ?? "")
        }
    }

    struct Chart: Decodable, Sendable {
        var version: String
        var appVersion: String?
        var created: String?
        var deprecated: Bool?
        var kubeVersion: String?
        var digest: String?
        var type: String?
        var dependencies: [Dependency]?

        var charts: [ReleaseDependency] { (dependencies ?? []).map(\.release) }
    }

    struct GitRepository: Decodable, Sendable {
        var tags: [String?]?
        var complete: Bool?
        var error: String?
    }

    private struct File: Decodable {
        var apiVersion: String
        var kind: String
        var taken: String?
        var oci: [String: Repository]?
        var helm: [String: [String: [Chart]]]?
        var git: [String: GitRepository]?
    }

    /// Reads the file's bytes.
    public init(json bytes: [UInt8]) throws(SnapshotError) {
        let file: File
        do {
            file = try JSONDecoder().decode(File.self, from: Data(bytes))
        } catch let error as DecodingError {
            throw SnapshotError(error.place(in: bytes))
        } catch {
            throw SnapshotError("it is not JSON")
        }
        guard file.apiVersion == "astern/v1", file.kind == "Snapshot" else {
            throw SnapshotError("it is \(file.apiVersion) \(file.kind), expected astern/v1 Snapshot")
        }
        taken = file.taken
        // Keys are written in identity form; the other spellings of Docker Hub and of URLs are read as the same.
        oci = Self.keyed(file.oci) { key in
            let reference = key.hasPrefix("oci://") ? OCIReference(url: key) : OCIReference(image: key)
            return reference?.repository.description
        }
        helm = Self.keyed(file.helm) { ChartRepository($0)?.url }
        git = Self.keyed(file.git) { GitRepositoryName($0)?.identity }
    }

    /// The members by their keys and by the identities that the keys are spellings of. A key that is an identity
    /// itself beats other spellings of it, and the least of those the rest: dictionaries have no order of their own.
    private static func keyed<Member>(
        _ members: [String: Member]?, identity: (String) -> String?
    ) -> [String: Member] {
        var keyed = members ?? [:]
        for (key, member) in (members ?? [:]).sorted(by: { $0.key < $1.key }) {
            if let identity = identity(key), keyed[identity] == nil { keyed[identity] = member }
        }
        return keyed
    }
}

/// Why a file is not a snapshot.
public struct SnapshotError: Error, Hashable, Sendable, CustomStringConvertible {
    public let problem: String

    init(_ problem: String) { self.problem = problem }

    public var description: String { "not a snapshot: \(problem)" }
}

extension DecodingError {
    fileprivate func place(in bytes: [UInt8]) -> String {
        func path(_ context: Context) -> String {
            let keys = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
            return keys.isEmpty ? "the top" : keys.joined(separator: "/")
        }
        switch self {
        case .keyNotFound(let key, let context): return "\(path(context)) has no member `\(key.stringValue)`"
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            return "\(path(context)) should be \(Self.noun(type))"
        case .dataCorrupted(let context):
            return "it is not JSON: \(JSONFault(in: bytes)?.description ?? context.debugDescription)"
        @unknown default: return "it cannot be read"
        }
    }

    /// What JSON calls the type that was expected.
    private static func noun(_ type: any Any.Type) -> String {
        switch type {
        case is String.Type: return "text"
        case is Bool.Type: return "true or false"
        default: return "\(type)".hasPrefix("Array") ? "a list" : "an object"
        }
    }
}
