import FakeRegistry
import FoundationEssentials
import TestSupport

/// The bundled upstream behind real servers: a `docker-registry` that holds every image and chart, below a folder for
/// each of their hosts, and an HTTP server for the chart repository.
struct LiveUpstreamServers {
    let registry: DockerRegistry
    let charts: FakeServer
    /// A folder for `DOCKER_CONFIG`.
    let credentials: TemporaryTree
    /// `host/path` of every repository.
    let repositories: [String]

    init(_ account: (user: String, password: String)?) throws {
        registry = try DockerRegistry.start(account.map { .basic(user: $0.user, password: $0.password) } ?? .open)
        charts = try FakeServer { request in
            let path = "\(Places.upstream)/http/charts.astern.example\(request.path)"
            let bytes = Places.bytes(path)
            return bytes.isEmpty ? FakeReply(404, text: "nothing here") : FakeReply(200, body: bytes)
        }
        let auth = account.map { Data("\($0.user):\($0.password)".utf8).base64EncodedString() } ?? ""
        credentials = TemporaryTree(["config.json": #"{"auths": {"\#(registry.host)": {"auth": "\#(auth)"}}}"#])
        let layouts = run("find", ["\(Places.upstream)/oci", "-name", "_layout"]).output
            .split(separator: "\n").map(String.init).sorted()
        var repositories: [String] = []
        for layout in layouts {
            let repository = String(layout.dropFirst("\(Places.upstream)/oci/".count).dropLast("/_layout".count))
            let index = try JSONDecoder().decode(Index.self, from: Data(Places.bytes("\(layout)/index.json")))
            for tag in index.manifests.compactMap({ $0.annotations?["org.opencontainers.image.ref.name"] }) {
                try registry.push(layout, tag: tag, to: repository)
            }
            repositories.append(repository)
        }
        self.repositories = repositories
    }

    func stop() {
        registry.stop()
        charts.stop()
    }

    /// Rewrites the fleet so that every host is the registry here, with the host that was as the first folder.
    func redirectReferences(of tree: TemporaryTree) {
        for file in run("find", [".", "-name", "*.yaml"], directory: tree.path).output.split(separator: "\n") {
            let name = String(file.dropFirst(2))
            var text = tree.text(name)
            for host in ["ghcr.io", "registry.astern.example", "quay.io", "docker.io"] {
                text = text.replacing("oci://\(host)", with: "oci://\(registry.host)/\(host)")
                text = text.replacing(" \(host)", with: " \(registry.host)/\(host)")
                text = text.replacing("\"\(host)", with: "\"\(registry.host)/\(host)")
                text = text.replacing("'\(host)", with: "'\(registry.host)/\(host)")
            }
            for short in ["busybox:", "postgres:1", "nginx:1"] {
                text = text.replacing("image: \(short)", with: "image: \(registry.host)/docker.io/library/\(short)")
                text = text.replacing("image: \"\(short)", with: "image: \"\(registry.host)/docker.io/library/\(short)")
            }
            text = text.replacing("image: asternfixtures/", with: "image: \(registry.host)/docker.io/asternfixtures/")
            text = text.replacing("https://charts.astern.example", with: charts.url)
            tree.write(text, to: name)
        }
    }

    /// The artifact that the fleet names, from the one that was looked up here.
    func original(_ artifact: String) -> String {
        artifact.replacing("\(registry.host)/", with: "").replacing(charts.url, with: "https://charts.astern.example")
    }

    private struct Index: Decodable {
        struct Entry: Decodable {
            let annotations: [String: String]?
        }
        let manifests: [Entry]
    }
}
