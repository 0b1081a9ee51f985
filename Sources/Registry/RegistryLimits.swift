/// Every bound that Registry sets on what a peer may cost us, with its reason.
public enum RegistryLimits {
    /// Asked of every registry: ECR and ACR refuse or clamp more than 1000, fewer only means more requests.
    public static let tagsPerPage = 1_000

    /// A registry that ignores `n` sends all its tags at once: 200,000 tags of 40 bytes are 8 MB.
    public static let tagPageBytes = 8 << 20

    /// All pages of one list together: pages of nothing but junk would never reach the limit of ``tags``.
    public static let tagListBytes = 64 << 20

    /// The largest public repositories have some 100,000 tags.
    public static let tags = 200_000

    /// At 100 tags a page (GHCR, ECR without `n`) this is half of ``tags``; Renovate stops there too.
    public static let tagPages = 1_000

    /// Registries accept manifests of at least 4 MiB (distribution-spec), and ORAS reads no more.
    public static let manifestBytes = 4 << 20

    /// A blob that is read into memory: chart archives are seldom 1 MB, and Helm refuses beyond 100 MiB unpacked.
    public static let blobBytes = 50 << 20

    /// A token of 16 KB already breaks most servers' header limits; go-containerregistry reads 64 KiB too.
    public static let tokenReplyBytes = 64 << 10

    /// No token is believed to live shorter than the 60 s that the token specification gives as its default.
    public static let shortestTokenLife = Duration.seconds(60)

    /// A token is replaced this long before its end, or at a tenth of its life if that is shorter.
    public static let tokenMargin = Duration.seconds(10)

    /// Credential files are written by people and `docker login`: a megabyte holds thousands of entries.
    public static let credentialFileBytes = 1 << 20

    /// One file of `registries.conf`'s kind: a megabyte holds thousands of entries.
    public static let registriesFileBytes = 1 << 20

    /// Drop-in files of one folder; people have a handful.
    public static let registriesFiles = 256

    /// Warnings about one such file; who mends these sees the others next.
    static let registriesProblems = 20

    /// A key ring answers at once, a helper that asks a cloud for a token within a few seconds; one that waits for
    /// somebody to type waits in vain.
    public static let helperTime = Duration.seconds(10)

    /// A helper's answer holds one token: those of clouds have up to some 4 KB.
    static let helperReplyBytes = 64 << 10

    /// Ways to authenticate that one call may try, a stale token's replacement included; three are sensible.
    static let authenticationSteps = 8

    /// Challenges of one answer; honest registries send two.
    public static let challenges = 16

    /// Links of one answer; honest registries send one.
    public static let links = 32

    /// Text of a registry's error document that goes into a message.
    public static let errorCharacters = 300

    /// Descriptors of one manifest or index: a 4 MiB manifest of the shortest descriptors has some 30,000.
    public static let descriptors = 50_000

    /// `index.json` of a layout on disk: 16 MiB hold some 50,000 tags.
    public static let layoutIndexBytes = 16 << 20

    /// Referrers pages, as ORAS.
    public static let referrerPages = 20

    /// Referrers without a type whose manifests are read to find it; each costs a request that Docker Hub counts.
    public static let untypedReferrers = 8

    /// Redirects of the referrers call within one registry.
    static let referrerRedirects = 3

    /// Manifests of a layout that are read to find those with a certain subject.
    public static let layoutReferrers = 2_000

    /// Signatures of one cosign tag whose payloads are read; there is one for each signer.
    public static let cosignPayloads = 8

    /// The payload of a cosign signature: honest ones have some 300 bytes.
    public static let cosignPayloadBytes = 64 << 10

    /// Indexes inside of each other, the outermost included; honest images have one or two.
    public static let indexDepth = 4

    /// Nested indexes that are read to find one image.
    public static let nestedIndexes = 8

    /// A config blob: images with long histories have some 100 KB, and ORAS reads no more metadata than this.
    public static let configBytes = 4 << 20

    /// A date, a URL, a revision or a version; anything longer is no such thing.
    public static let factBytes = 4_096

    /// Entries of a layout in a tar file: each blob is one, and ``layoutIndexBytes`` has room for no more tags.
    public static let layoutEntries = 200_000

    /// A layout in a tar file, unpacked: its layers are passed over, but those of a gzip file are unpacked for it.
    public static let layoutArchiveBytes = 16 << 30

    /// Blobs of a layout in a tar file that are kept in memory while it is open: manifests and configs are as small,
    /// and everything that is larger is found again in the file.
    static let keptBlobBytes = 64 << 10

    /// All kept blobs together.
    static let keptBytes = 32 << 20
}
