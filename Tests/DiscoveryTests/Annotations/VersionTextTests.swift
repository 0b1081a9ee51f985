import Testing

@testable import Discovery

/// The version on an annotated line.
@Suite struct VersionTextTests {
    @Test(arguments: [
        ("1.2.3", ["1.2.3"]), ("version: v1.2.3", ["v1.2.3"]), ("version: \"1.2.3\"  ", ["1.2.3"]),
        ("  - 1.2.3", ["1.2.3"]),
        ("FOO_VERSION=1.2.3", ["1.2.3"]), ("FOO_VERSION=\"16\"", ["16"]), ("export A=v1.2.3-rc.1+b", ["v1.2.3-rc.1+b"]),
        ("major: 16", ["16"]), ("tag: RELEASE.2025-09-07T16-13-09Z", ["RELEASE.2025-09-07T16-13-09Z"]),
        ("https://x.org/a/releases/download/v1.2.3/crds.yaml", ["v1.2.3"]),
        ("https://x.org/v1.2.3/a-v1.2.3.tgz", ["v1.2.3", "v1.2.3"]),
        ("https://x.org/v1.2.3/a-1.2.3.tgz", []), ("curl -L https://x.org/a?ref=v1.2.3 | sh", ["v1.2.3"]),
        ("image: nginx:1.2.3", ["1.2.3"]), ("plain words", []), ("tag: latest", []), ("port 80 and 90", []),
        ("https://x.org/a-1.2.3-rc.1/b", ["1.2.3-rc.1"]), ("a1.2.3", ["a1.2.3"]), ("use a1.2.3 of it", []), ("", []),
    ]) func finds(_ line: String, _ versions: [String]) {
        let bytes = Array("before\n\(line)".utf8)
        let places = VersionText.places(in: bytes[7...])
        #expect(places.map { String(decoding: bytes[$0], as: UTF8.self) } == versions)
    }
}
