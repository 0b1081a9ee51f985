import Artifacts
import Discovery
import Testing

@Suite struct WorkloadDiscoveryTests {
    /// Kind, its API, and the keys that lead to the pod.
    private static let kinds: [(kind: String, api: String, path: [String])] = [
        ("Pod", "v1", ["spec"]),
        ("PodTemplate", "v1", ["template", "spec"]),
        ("ReplicationController", "v1", ["spec", "template", "spec"]),
        ("Deployment", "apps/v1", ["spec", "template", "spec"]),
        ("StatefulSet", "apps/v1", ["spec", "template", "spec"]),
        ("DaemonSet", "apps/v1", ["spec", "template", "spec"]),
        ("ReplicaSet", "apps/v1", ["spec", "template", "spec"]),
        ("Job", "batch/v1", ["spec", "template", "spec"]),
        ("CronJob", "batch/v1", ["spec", "jobTemplate", "spec", "template", "spec"]),
    ]

    private static func workload(_ kind: String, _ api: String, _ path: [String], pod: String) -> String {
        let nested = path.enumerated().map { String(repeating: "  ", count: $0) + "\($1):" }.joined(separator: "\n")
        let indent = path.count * 2
        return """
            apiVersion: \(api)
            kind: \(kind)
            metadata: {name: app, namespace: apps}
            \(nested)
            \(String(repeating: " ", count: indent))\(pod.indented(indent))

            """
    }

    @Test(arguments: kinds) func findsEveryContainer(_ kind: String, _ api: String, _ path: [String]) async throws {
        let pod = """
            containers:
            - {name: app, image: "ghcr.io/org/app:1.2.3"}
            - {name: side, image: nginx}
            initContainers:
            - {name: init, image: "busybox:1.36"}
            ephemeralContainers:
            - {name: debug, image: "docker.io/alpine:3.20@\(digestA)"}
            """
        let found = try await Found(["a.yaml": Self.workload(kind, api, path, pod: pod)])
        let top = "a.yaml#0:/" + path.joined(separator: "/")
        #expect(
            found.lines == [
                "image ghcr.io/org/app 1.2.3 - \(top)/containers/0/image",
                "image docker.io/library/nginx - - \(top)/containers/1/image",
                "image docker.io/library/busybox 1.36 - \(top)/initContainers/0/image",
                "image docker.io/library/alpine 3.20@aaaa - \(top)/ephemeralContainers/0/image",
            ])
        let owners = Set(found.tree.references.map(\.owner))
        #expect(owners == [Owner(apiVersion: api, kind: kind, namespace: "apps", name: "app")])
    }

    @Test(arguments: [
        ("a variable", "${IMAGE}", "image - - - "),
        ("a variable for the tag", "nginx:${TAG}", "image docker.io/library/nginx ${TAG} - "),
        ("no image", "not an image", "image - - - "),
        ("a broken digest", "nginx@sha256:123", "image - - - "),
        ("empty", "", ""),
        ("encrypted", "ENC[AES256_GCM,data:x,type:str]", ""),
    ]) func otherTexts(_ name: String, _ image: String, _ line: String) async throws {
        let pod = "containers:\n- {name: app, image: \"\(image)\"}"
        let found = try await Found(["a.yaml": Self.workload("Pod", "v1", ["spec"], pod: pod)])
        #expect(found.lines == (line.isEmpty ? [] : ["\(line)a.yaml#0:/spec/containers/0/image"]), "\(name)")
    }

    @Test(arguments: ["List", "DeploymentList"]) func listsAreOpened(_ kind: String) async throws {
        let found = try await Found([
            "a.yaml": """
            apiVersion: v1
            kind: \(kind)
            items:
            - apiVersion: v1
              kind: Pod
              metadata: {name: one}
              spec: {containers: [{image: "a/b:1"}]}
            - apiVersion: v1
              kind: ConfigMap
              data: {image: "e/f:3"}
            - apiVersion: helm.toolkit.fluxcd.io/v2
              kind: HelmRelease
              metadata: {name: two}
              spec: {values: {image: "c/d:2"}}
            """
        ])
        #expect(
            found.lines == [
                "image docker.io/a/b 1 - a.yaml#0:/items/0/spec/containers/0/image",
                "image docker.io/c/d 2 - a.yaml#0:/items/2/spec/values/image",
            ])
        #expect(found.tree.references.map(\.owner.name) == ["one", "two"])
    }

    @Test func otherKindsHaveNoPods() async throws {
        let text = Self.workload("ConfigMap", "v1", ["spec"], pod: "containers:\n- image: a/b:1")
        #expect(try await Found(["a.yaml": text]).lines == [])
    }
}
