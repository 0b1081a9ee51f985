import Artifacts
import FakeRegistry
import Testing

@testable import Registry

@Suite("Platforms")
struct PlatformChoiceTests {
    @Test(arguments: [
        ("linux/amd64", "linux/amd64"), ("linux/x86_64", "linux/amd64"), ("linux/amd64/v1", "linux/amd64"),
        ("linux/amd64/v3", "linux/amd64/v3"), ("Linux/ARM64/v8", "linux/arm64"), ("linux/aarch64/8", "linux/arm64"),
        ("linux/arm64/v9", "linux/arm64/v9"), ("linux/arm", "linux/arm/v7"), ("linux/arm/7", "linux/arm/v7"),
        ("linux/arm/v6", "linux/arm/v6"), ("linux/armhf", "linux/arm/v7"), ("linux/armel", "linux/arm/v6"),
        ("macos/aarch64", "darwin/arm64"), ("linux/i386", "linux/386"), ("linux/s390x", "linux/s390x"),
    ])
    func spellings(text: String, normal: String) throws {
        #expect(try #require(Platform(text)).normalized.description == normal)
    }

    @Test(arguments: ["", "linux", "linux/", "/amd64", "a/b/c/d", "a b/c", "linux/amd64\n", "linux/amd64/", "a//b"])
    func noPlatforms(text: String) {
        #expect(Platform(text) == nil)
    }

    /// `os/arch[/variant][@version]`, `-` for no platform, `>` before a nested index, `!` before an attestation.
    private static func entry(_ index: Int, _ text: String) throws -> Descriptor {
        let mark = text.first
        let body = mark == ">" || mark == "!" ? String(text.dropFirst()) : text
        let parts = body.split(separator: "@").map { String($0) }
        var platform: Platform?
        if body != "-" {
            let plain = try #require(Platform(parts[0]))
            platform = Platform(
                os: plain.os, architecture: plain.architecture, variant: plain.variant,
                osVersion: parts.count > 1 ? parts[1] : nil)
        }
        return Descriptor(
            mediaType: mark == ">" ? MediaType.index : MediaType.manifest,
            digest: try #require(Digest(FakeImage.digest([UInt8(index)]))), size: 1,
            annotations: mark == "!" ? ["vnd.docker.reference.type": "attestation-manifest"] : [:], platform: platform)
    }

    /// Entries, what is asked for (`-`: nothing) ⇒ the entry's place, `>` and the places of indexes, or none.
    private static let table: [(entries: [String], wanted: String, choice: String)] = [
        (["linux/arm64", "linux/amd64"], "-", "1"),
        (["linux/arm64", "linux/amd64"], "linux/arm64", "0"),
        (["linux/arm64/v8", "linux/amd64"], "linux/arm64", "0"),
        (["linux/arm64", "linux/amd64"], "linux/arm64/v8", "0"),
        (["linux/arm/v6", "linux/arm/v7"], "linux/arm", "1"),
        (["linux/arm/v6", "linux/arm"], "linux/arm/v7", "1"),
        (["linux/arm/v5", "linux/arm/v6"], "linux/arm", "0"),
        (["linux/arm/v5", "linux/arm/v6"], "linux/arm/v6", "1"),
        (["linux/arm/v5", "linux/arm/v6"], "linux/arm/v7", "none"),
        (["linux/amd64/v3", "linux/amd64"], "linux/amd64", "1"),
        (["linux/amd64/v3", "linux/amd64"], "linux/amd64/v3", "0"),
        (["linux/amd64", "linux/amd64"], "linux/amd64", "0"),
        (["linux/arm64", "linux/s390x"], "-", "none"),
        (["linux/arm64", "linux/s390x"], "linux/amd64", "none"),
        (["linux/arm64"], "-", "0"), (["linux/arm64"], "linux/amd64", "none"),
        (["-"], "-", "0"), (["-"], "linux/arm64", "0"), (["-", "-"], "-", "none"),
        (["linux/arm64", "unknown/unknown"], "-", "0"), (["unknown/unknown"], "-", "none"),
        (["!linux/amd64", "linux/arm64"], "-", "1"), ([], "-", "none"),
        (["windows/amd64@10.0.17763.1", "windows/amd64@10.0.20348.2"], "windows/amd64@10.0.20348", "1"),
        (["windows/amd64@10.0.17763.1", "windows/amd64@10.0.20348.2"], "windows/amd64@10.0.2034", "none"),
        (["windows/amd64@10.0.17763.1", "windows/amd64@10.0.20348.2"], "windows/amd64", "0"),
        (["windows/amd64", "linux/amd64"], "windows/amd64@10.0.20348", "none"),
        ([">-", "linux/amd64"], "linux/amd64", "1"), ([">-", "linux/amd64"], "linux/arm64", ">0"),
        ([">-"], "-", ">0"), ([">linux/arm64", ">linux/amd64", ">-"], "linux/amd64", ">1,2"),
        ([">linux/arm64"], "linux/amd64", "none"),
    ]

    @Test(arguments: table)
    func choice(entries: [String], wanted: String, choice: String) throws {
        let list = try entries.enumerated().map { try Self.entry($0.offset, $0.element) }
        let asked = wanted == "-" ? nil : try Self.entry(0, wanted).platform
        func place(_ descriptor: Descriptor) -> String { list.firstIndex(of: descriptor).map { "\($0)" } ?? "?" }
        let said =
            switch PlatformChoice.choose(from: list, for: asked) {
            case .manifest(let entry): place(entry)
            case .nested(let indexes): ">" + indexes.map(place).joined(separator: ",")
            case .none: "none"
            }
        #expect(said == choice)
    }
}
