import Artifacts

/// A place of charts or images that is known to have moved, to be gone or to be frozen.
///
/// Each is a fact that its owner has published; `docs/findings.md` has the sources. What upstream lists wins over the
/// table: a place that still brings new versions is not frozen.
struct KnownRepository: Sendable {
    enum State: Sendable {
        /// It no longer answers, or is not meant to.
        case gone
        /// It may answer still; new versions come elsewhere.
        case moved
        /// What is there stays, and nothing new comes.
        case frozen
    }

    /// The beginning of an artifact's identity: all of a URL or of `host/path`, or with `#` one chart.
    let place: String
    let state: State
    /// The day, as `2020-11-13`.
    let since: String
    /// What to write instead, as the end of a sentence.
    let instead: String

    /// The entry for an artifact.
    static func of(_ artifact: Artifact) -> KnownRepository? {
        let identity = artifact.identity
        return all.first { known in
            guard identity.hasPrefix(known.place) else { return false }
            let rest = identity.dropFirst(known.place.count)
            return rest.isEmpty || rest.hasPrefix("#") || rest.hasPrefix("/")
        }
    }

    static let all: [KnownRepository] = [
        .init(
            place: "https://kubernetes-charts.storage.googleapis.com", state: .gone, since: "2020-11-13",
            instead: "https://charts.helm.sh/stable has its archive, the charts' own projects have newer versions"),
        .init(
            place: "https://kubernetes-charts-incubator.storage.googleapis.com", state: .gone, since: "2020-11-13",
            instead: "https://charts.helm.sh/incubator has its archive, the charts' own projects have newer versions"),
        .init(
            place: "https://charts.helm.sh/stable", state: .frozen, since: "2020-11-13",
            instead: "newer versions are in the repositories of the charts' own projects"),
        .init(
            place: "https://charts.helm.sh/incubator", state: .frozen, since: "2020-11-13",
            instead: "newer versions are in the repositories of the charts' own projects"),
        .init(
            place: "https://dl.bintray.com", state: .gone, since: "2021-05-01",
            instead: "the charts' own projects say where they are now"),
        .init(
            place: "https://repo.chartcenter.io", state: .gone, since: "2021-05-01",
            instead: "the charts' own projects say where they are now"),
        .init(
            place: "https://k8s-at-home.com/charts", state: .frozen, since: "2022-08-21",
            instead: "app-template of https://bjw-s-labs.github.io/helm-charts installs the same images"),
        .init(
            place: "https://library-charts.k8s-at-home.com", state: .frozen, since: "2022-08-21",
            instead: "common of https://bjw-s-labs.github.io/helm-charts goes on with it"),
        .init(
            place: "https://bjw-s.github.io/helm-charts", state: .moved, since: "2025-05-01",
            instead: "https://bjw-s-labs.github.io/helm-charts"),
        .init(
            place: "https://charts.truecharts.org", state: .gone, since: "2024-06-19",
            instead: "oci://oci.trueforge.org/truecharts"),
        .init(
            place: "tccr.io/truecharts", state: .moved, since: "2025-08-29",
            instead: "oci://oci.trueforge.org/truecharts"),
        .init(
            place: "https://helm.traefik.io/traefik", state: .moved, since: "2022-11-08",
            instead: "https://traefik.github.io/charts"),
        .init(
            place: "https://containous.github.io/traefik-helm-chart", state: .moved, since: "2020-11-24",
            instead: "https://traefik.github.io/charts"),
        .init(
            place: "https://charts.karpenter.sh", state: .moved, since: "2022-09-30",
            instead: "oci://public.ecr.aws/karpenter/karpenter"),
        .init(
            place: "https://grafana.github.io/helm-charts#grafana", state: .moved, since: "2026-01-30",
            instead: "https://grafana-community.github.io/helm-charts"),
        .init(
            place: "https://charts.bitnami.com/bitnami", state: .frozen, since: "2025-08-28",
            instead: "images of its charts have gone to docker.io/bitnamilegacy, and are not updated there"),
        .init(
            place: "docker.io/bitnamicharts", state: .frozen, since: "2025-08-28",
            instead: "images of its charts have gone to docker.io/bitnamilegacy, and are not updated there"),
    ]
}
