/// Media types of the OCI image specification and of Docker's older forms.
public enum MediaType {
    public static let index = "application/vnd.oci.image.index.v1+json"
    public static let manifest = "application/vnd.oci.image.manifest.v1+json"
    public static let dockerIndex = "application/vnd.docker.distribution.manifest.list.v2+json"
    public static let dockerManifest = "application/vnd.docker.distribution.manifest.v2+json"
    public static let dockerSchema1 = "application/vnd.docker.distribution.manifest.v1+json"
    public static let dockerSchema1Signed = "application/vnd.docker.distribution.manifest.v1+prettyjws"
    public static let helmConfig = "application/vnd.cncf.helm.config.v1+json"
    public static let helmChart = "application/vnd.cncf.helm.chart.content.v1.tar+gzip"

    /// What Helm called the archive of a chart before 3.7.
    public static let helmChartLegacy = "application/tar+gzip"

    /// All manifests that are understood. Without `Accept` a registry may answer with schema 1.
    static let acceptedManifests = [index, manifest, dockerIndex, dockerManifest].joined(separator: ", ")

    /// Without parameters, in lower case: `application/json; charset=utf-8` is `application/json`.
    static func essence(_ text: String) -> String {
        let head = text.prefix { $0 != ";" }
        return head.filter { $0 != " " && $0 != "\t" }.lowercased()
    }
}
