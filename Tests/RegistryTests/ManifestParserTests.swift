import Artifacts
import Testing

@testable import Registry

@Suite("Manifests")
struct ManifestParserTests {
    private static let zeros = "sha256:" + String(repeating: "0", count: 64)
    private static let oci = "application/vnd.oci.image.manifest.v1+json"
    private static let index = "application/vnd.oci.image.index.v1+json"

    private func parse(_ json: String, _ type: String? = nil) throws -> Manifest {
        let digest = try #require(Digest(Self.zeros))
        return try ManifestParser.parse(Array(json.utf8), digest: digest, contentType: type)
    }

    private static func descriptor(_ more: String = "") -> String {
        #"{"mediaType":"a/b","digest":"\#(zeros)","size":3\#(more)}"#
    }

    @Test(
        "kinds",
        arguments: [
            (#"{"config":D,"layers":[]}"#, nil, Manifest.Kind.manifest, oci),
            (#"{"manifests":[]}"#, nil, .index, index),
            (#"{"config":D,"layers":[]}"#, "application/json", .manifest, oci),
            (#"{"mediaType":"M","config":D,"layers":[]}"#, "text/plain; charset=utf-8", .manifest, oci),
            (
                #"{"config":D,"layers":[]}"#, "application/vnd.docker.distribution.manifest.v2+json; charset=utf-8",
                .manifest,
                "application/vnd.docker.distribution.manifest.v2+json"
            ),
            (
                #"{"manifests":null}"#, "Application/VND.docker.distribution.manifest.list.v2+json", .index,
                "application/vnd.docker.distribution.manifest.list.v2+json"
            ),
            (#"{"mediaType":"M","layers":null,"config":D}"#, "M", .manifest, oci),
        ] as [(String, String?, Manifest.Kind, String)])
    func kinds(json: String, type: String?, kind: Manifest.Kind, mediaType: String) throws {
        let text = json.replacing("D", with: Self.descriptor()).replacing("\"M\"", with: "\"\(Self.oci)\"")
        let manifest = try parse(text, type == "M" ? Self.oci : type)
        #expect(manifest.kind == kind)
        #expect(manifest.mediaType == mediaType)
    }

    @Test(
        "refused",
        arguments: [
            ("", nil, "JSON"), ("[]", nil, "JSON"), ("<html>", "text/html", "JSON"), ("{}", nil, "neither"),
            (#"{"schemaVersion":1,"fsLayers":[]}"#, nil, "schema 1"),
            ("{}", "application/vnd.docker.distribution.manifest.v1+prettyjws", "schema 1"),
            (#"{"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}"#, oci, "calls itself"),
            (#"{"config":{"digest":"sha256:xyz","size":1},"layers":[]}"#, nil, "malformed digest"),
            (#"{"config":{"digest":"Z","size":-1},"layers":[]}"#, nil, "size"),
            (#"{"config":{"size":1},"layers":[]}"#, nil, "JSON"),
        ] as [(String, String?, String)])
    func refused(json: String, type: String?, reason: String) {
        let error = #expect(throws: ManifestParser.Problem.self) {
            try parse(json.replacing("\"Z\"", with: "\"\(Self.zeros)\""), type)
        }
        #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
    }

    @Test func membersAreRead() throws {
        let platform = #"{"os":"linux","architecture":"arm64","variant":"v8"}"#
        let entry = Self.descriptor(#","platform":\#(platform),"annotations":{"k":"v","bad":7},"artifactType":"x/y""#)
        let rest = #""annotations":{"a":"b"},"subject":\#(Self.descriptor()),"artifactType":"t/u""#
        let manifest = try parse(#"{"schemaVersion":2,"manifests":[\#(entry)],\#(rest)}"#)
        #expect(manifest.manifests.count == 1)
        #expect(manifest.manifests.first?.platform == Platform(os: "linux", architecture: "arm64", variant: "v8"))
        #expect(manifest.manifests.first?.annotations == ["k": "v"])
        #expect(manifest.manifests.first?.artifactType == "x/y")
        #expect(manifest.annotations == ["a": "b"])
        #expect(manifest.subject?.size == 3)
        #expect(manifest.artifactType == "t/u")
    }

    @Test func tooManyDescriptorsAreRefused() throws {
        let many = Array(repeating: Self.descriptor(), count: RegistryLimits.descriptors + 1).joined(separator: ",")
        #expect(throws: ManifestParser.Problem.self) { try parse(#"{"manifests":[\#(many)]}"#) }
    }
}
