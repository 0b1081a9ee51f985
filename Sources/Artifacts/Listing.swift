/// One upstream version, as published.
public struct Release: Hashable, Sendable {
    /// The registry's tag or the index's version, letter by letter.
    public let text: String
    public let digest: Digest?
    /// RFC 3339, as upstream wrote it.
    public let created: String?
    public let appVersion: String?
    public let kubeVersion: String?
    public let deprecated: Bool
    /// False where an index names no URL for it: Helm passes over such a version.
    public let hasArchive: Bool
    /// The version that the chart itself names, where it is another than the text says; nil where both agree or only the
    /// text is known.
    public let chartVersion: String?
    /// The charts that this one is put together from, where upstream lists them beside the version.
    public let dependencies: [ReleaseDependency]
    /// A chart that others take templates from, and that installs nothing.
    public let isLibrary: Bool

    public init(
        text: String, digest: Digest? = nil, created: String? = nil, appVersion: String? = nil,
        kubeVersion: String? = nil, deprecated: Bool = false, chartVersion: String? = nil,
        dependencies: [ReleaseDependency] = [], isLibrary: Bool = false,
        hasArchive: Bool = true
    ) {
        self.hasArchive = hasArchive
        self.text = text
        self.digest = digest
        self.created = created
        self.appVersion = appVersion
        self.kubeVersion = kubeVersion
        self.deprecated = deprecated
        self.chartVersion = chartVersion
        self.dependencies = dependencies
        self.isLibrary = isLibrary
    }
}

/// A chart that another one asks for.
public struct ReleaseDependency: Hashable, Sendable {
    public let name: String
    /// A range, or a version.
    public let version: String
    /// As the chart has it: `https://…`, `oci://…`, a path, or nothing.
    public let repository: String

    public init(name: String, version: String, repository: String) {
        self.name = name
        self.version = version
        self.repository = repository
    }
}

/// What upstream offers for one artifact: releases in the order of first sight, and whether that is all of them.
public struct Listing: Hashable, Sendable {
    public enum Completeness: Hashable, Sendable {
        case complete
        /// Some releases may be missing; the text says why.
        case partial(String)
    }

    public let releases: [Release]
    public let completeness: Completeness

    /// When upstream said so, in seconds since 1970, where that was an earlier run; nil for an answer of now, and
    /// where time plays no part.
    public let asOf: Int64?

    /// Where the artifact is to be had by now, where upstream says so; nil where it is where it was asked for.
    public let move: Move?

    /// What upstream says of another place.
    public enum Move: Hashable, Sendable {
        /// The repository redirects permanently to this one.
        case redirect(to: ChartRepository)
        /// The archive of the newest version lies in this repository of a registry.
        case registry(RepositoryName)
    }

    public init(
        releases: [Release], completeness: Completeness = .complete, asOf: Int64? = nil, move: Move? = nil
    ) {
        self.releases = releases
        self.completeness = completeness
        self.asOf = asOf
        self.move = move
    }

    public var isComplete: Bool { completeness == .complete }
}

/// Why an artifact has no listing. A failed lookup is never an empty listing (rule 2 of the design).
public struct LookupFailure: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: String, Sendable {
        case notFound, notInSnapshot, notCached, unauthorized, rateLimited, unavailable, timedOut, invalidResponse,
            unsupported
    }

    public let code: Code
    public let message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { message }
}
