import Artifacts
import Testing

@Suite struct OCIReferenceTests {
    static let digest = "sha256:" + String(repeating: "a1", count: 32)

    @Test(
        arguments: [
            ("nginx", "docker.io/library/nginx", nil, nil),
            ("nginx:1.27", "docker.io/library/nginx", "1.27", nil),
            ("nginx@\(digest)", "docker.io/library/nginx", nil, digest),
            ("nginx:1.27@\(digest)", "docker.io/library/nginx", "1.27", digest),
            ("grafana/grafana:11.0.0", "docker.io/grafana/grafana", "11.0.0", nil),
            ("docker.io/nginx:1", "docker.io/library/nginx", "1", nil),
            ("docker.io/library/nginx", "docker.io/library/nginx", nil, nil),
            ("index.docker.io/grafana/grafana", "docker.io/grafana/grafana", nil, nil),
            ("registry-1.docker.io/library/redis:7", "docker.io/library/redis", "7", nil),
            ("ghcr.io/stefanprodan/podinfo:6.5.0", "ghcr.io/stefanprodan/podinfo", "6.5.0", nil),
            ("GHCR.io/a/b:1", "ghcr.io/a/b", "1", nil),
            ("quay.io/single", "quay.io/single", nil, nil),
            ("localhost/app", "localhost/app", nil, nil),
            ("localhost:5000/app:v1", "localhost:5000/app", "v1", nil),
            ("localhost:5000", "docker.io/library/localhost", "5000", nil),
            ("127.0.0.1:5000/a/b/c:v1", "127.0.0.1:5000/a/b/c", "v1", nil),
            ("[::1]:5000/app:v1", "[::1]:5000/app", "v1", nil),
            ("registry:5000/app", "registry:5000/app", nil, nil),
            ("example.com:443/app@\(digest)", "example.com:443/app", nil, digest),
            ("a/b/c/d:latest", "docker.io/a/b/c/d", "latest", nil),
            ("gcr.io/a__b/c.d/e---f:_T-.1", "gcr.io/a__b/c.d/e---f", "_T-.1", nil),
            (
                "app:\(String(repeating: "x", count: 128))", "docker.io/library/app",
                String(repeating: "x", count: 128), nil
            ),
        ] as [(String, String, String?, String?)])
    func image(text: String, repository: String, tag: String?, digest: String?) throws {
        let reference = try #require(OCIReference(image: text))
        #expect(reference.repository.description == repository)
        #expect(reference.tag == tag)
        #expect(reference.digest?.text == digest)
        // What is printed reads as the same reference again.
        #expect(OCIReference(image: reference.description) == reference)
    }

    @Test(arguments: [
        "", " ", ":", "@", "/", "nginx:", ":1", "nginx@", "@\(digest)", "nginx:1:2", "nginx@sha256:abc",
        "nginx@\(digest)0",
        "nginx@\(digest)@\(digest)", "Nginx", "org/App", "nginx:1 ", " nginx", "nginx:-1", "nginx:.1", "nginx:1+2",
        "app:\(String(repeating: "x", count: 129))", "a//b", "a/", "/a", "ghcr.io/", "ghcr.io//a", "a/../b", "a/./b",
        "../a", "ghcr.io/a/..", "a_/b", "-a", "a-", "a..b", "a___b", "a_.b", "a b", "a?b", "a#b", "a%2fb",
        "ghcr.io/a\n",
        "https://ghcr.io/a/b", "oci://ghcr.io/a/b", "./chart", "..:5/x", "..:80/x", ".:80/x", "-x.y/a", "a..b.c/x",
        "host:port/x", "host:/x", "host:123456/x", "[::1/x", "[]:80/x", "${IMAGE}", "{{ .image }}", "é", "REPLACE_ME",
        "ghcr.io/\(String(repeating: "a/", count: 130))a",
    ])
    func noImage(text: String) {
        #expect(OCIReference(image: text) == nil)
    }

    @Test(
        arguments: [
            ("oci://ghcr.io/org/charts/app", "ghcr.io/org/charts/app", nil),
            ("oci://ghcr.io/org/app:1.2.3", "ghcr.io/org/app", "1.2.3"),
            ("oci://ghcr.io/org/app/", "ghcr.io/org/app", nil),
            ("oci://registry/app", "registry/app", nil),
            ("oci://localhost:5000/app", "localhost:5000/app", nil),
            ("oci://registry-1.docker.io/bitnamicharts/redis", "docker.io/bitnamicharts/redis", nil),
            ("oci://index.docker.io/nginx", "docker.io/library/nginx", nil),
        ] as [(String, String, String?)])
    func url(text: String, repository: String, tag: String?) throws {
        let reference = try #require(OCIReference(url: text))
        #expect(reference.repository.description == repository)
        #expect(reference.tag == tag)
    }

    @Test(arguments: [
        "oci://", "oci:///a", "oci://ghcr.io", "oci://ghcr.io/", "oci://app", "ghcr.io/a/b", "OCI://ghcr.io/a",
        "oci:ghcr.io/a",
        "https://ghcr.io/a", "oci://user@ghcr.io/a", "oci://user:pw@ghcr.io/a", "oci://../a", "oci://ghcr.io/a?x=1",
        "oci://ghcr.io/A", "oci://ghcr.io/a:", "oci://oci://a/b",
    ])
    func noURL(text: String) {
        #expect(OCIReference(url: text) == nil)
    }

    @Test(arguments: [
        ("1", true), ("_", true), ("v1.2.3", true), ("A-B_c.d", true), ("", false), (".1", false), ("-1", false),
        ("1+2", false), ("1/2", false), ("é", false), ("1 ", false), ("1:2", false),
    ])
    func tag(text: String, isTag: Bool) {
        #expect(OCIReference.isTag(text) == isTag)
    }
}
