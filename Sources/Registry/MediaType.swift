/// Media types of the OCI image specification and of Docker's older forms.
public enum MediaType {
    public static let index = "application/vnd.oci.image.index.v1+json"
    public static let manifest = "application/vnd.oci.image.manifest.v1+json"
    public static let dockerIndex = "application/vnd.docker.distribution.manifest.list.v2+json"
    public static let dockerManifest = "application/vnd.docker.distribution.manifest.v2+json"
    public static let dockerSchema1 = "application/vnd.docker.distribution.manifest.v1+json"
    public static let dockerSchema1Signed = "application/vnd.docker.distribution.manifest.v1+prettyjws"
    public static let imageConfig = "application/vnd.oci.image.config.v1+json"
    public static let dockerImageConfig = "application/vnd.docker.container.image.v1+json"
    /// The config of artifacts that have none (image-spec, manifest.md).
    public static let emptyConfig = "application/vnd.oci.empty.v1+json"
    public static let helmConfig = "application/vnd.cncf.helm.config.v1+json"
    public static let helmChart = "application/vnd.cncf.helm.chart.content.v1.tar+gzip"
    /// A chart archive as Helm pushed it before 3.7.
    public static let helmLegacyChart = "application/tar+gzip"
    public static let helmProvenance = "application/vnd.cncf.helm.chart.provenance.v1.prov"

    /// What a cosign signature signs: a layer of the manifest under the tag `sha256-….sig`.
    public static let cosignPayload = "application/vnd.dev.cosign.simplesigning.v1+json"
    public static let cosignSignature = "application/vnd.dev.cosign.artifact.sig.v1+json"
    public static let notationSignature = "application/vnd.cncf.notary.signature"

    /// All manifests that are understood. Without `Accept` a registry may answer with schema 1.
    static let acceptedManifests = [index, manifest, dockerIndex, dockerManifest].joined(separator: ", ")

    /// Whether content of this type, or of none, may be a manifest or an index.
    static func mayBeManifest(_ type: String) -> Bool {
        ["", index, manifest, dockerIndex, dockerManifest].contains(essence(type))
    }

    /// Without parameters, in lower case: `application/json; charset=utf-8` is `application/json`.
    static func essence(_ text: String) -> String {
        let head = text.prefix { $0 != ";" }
        return head.filter { $0 != " " && $0 != "\t" }.lowercased()
    }
}
