import Artifacts
import FakeRegistry
import TestSupport
import Testing

@testable import Registry

@Suite("Image layouts in tar files", .timeLimit(.minutes(2)))
struct LayoutArchiveTests {
    private static let large = FakeImage.Blob(
        mediaType: "a/b", bytes: (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    private static let image = FakeImage(
        config: .init(mediaType: MediaType.imageConfig, bytes: Array("{}".utf8)), layers: [large])

    /// `tar` of a layout's folder.
    private func pack(_ fake: FakeLayout, _ options: String, into folder: TemporaryTree) throws -> String {
        let path = "\(folder.path)/layout.tar"
        let made = run("/bin/sh", ["-c", "tar \(options) -cf '\(path)' -C '\(fake.path)' ."])
        try #require(made.status == 0, "\(made.errors)")
        return path
    }

    @Test(arguments: ["", "--gzip", "--format=pax", "--sort=name --format=ustar --gzip"])
    func isReadLikeAFolder(options: String) throws {
        let fake = try FakeLayout([
            ("1.0.0", Self.image), ("2.0.0", FakeImage(named: "two")), (nil, FakeImage(named: "three")),
        ])
        let folder = TemporaryTree()
        let path = try pack(fake, options, into: folder)
        let (packed, plain) = (try ImageLayout(archive: path), try ImageLayout(directory: fake.path))
        #expect(packed.path == path && packed.host == path && "\(packed)" == path)
        #expect(packed.tags() == plain.tags())
        for tag in packed.tags().tags { #expect(try packed.manifest(of: tag) == plain.manifest(of: tag)) }
        let layer = try #require(try packed.manifest(of: "1.0.0").layers.first)
        // Too large to be kept: it is looked for in the file again.
        #expect(layer.size > RegistryLimits.keptBlobBytes)
        #expect(try packed.blob(layer) == Self.large.bytes)
        let absent = try #require(Digest(FakeImage.digest([9])))
        #expect(#expect(throws: RegistryError.self) { try packed.blob(absent) }?.code == .notFound)
        let short = Descriptor(mediaType: "a/b", digest: layer.digest, size: layer.size - 1)
        #expect(#expect(throws: RegistryError.self) { try packed.blob(short) }?.code == .unreadable)
        let long = Descriptor(mediaType: "a/b", digest: layer.digest, size: layer.size + 1)
        #expect(#expect(throws: RegistryError.self) { try packed.blob(long) }?.code == .digestMismatch)
    }

    /// What skopeo writes and reads.
    @Test(.enabled(if: Program.find("skopeo") != nil, "needs the program skopeo"))
    func interop() throws {
        let fake = try FakeLayout([("1.0.0", FakeImage(named: "one"))])
        let folder = TemporaryTree()
        let path = "\(folder.path)/one.tar"
        let (code, output) = Program.run(
            ["skopeo", "copy", "--quiet", "--preserve-digests", "oci:\(fake.path):1.0.0", "oci-archive:\(path):1.0.0"])
        try #require(code == 0, "\(output)")
        let layout = try ImageLayout(archive: path)
        #expect(layout.tags().tags == ["1.0.0"])
        #expect(try layout.digest(of: "1.0.0").text == FakeImage(named: "one").digest)
        #expect(try layout.blob(#require(layout.manifest(of: "1.0.0").config)).isEmpty == false)
    }

    private static let marker = Array(#"{"imageLayoutVersion":"1.0.0"}"#.utf8)
    private static let index = Array(#"{"manifests":[]}"#.utf8)

    /// Files in a tar archive ⇒ what is wrong with them.
    private static let archives: [(files: [(String, [UInt8])], code: RegistryError.Code)] = [
        ([], RegistryError.Code.notFound), ([("oci-layout", marker)], .notFound),
        ([("index.json", index)], .notFound),
        ([("oci-layout", marker), ("index.json", Array("x".utf8))], .invalidResponse),
        ([("layout/oci-layout", marker), ("layout/index.json", index)], .notFound),
        ([("oci-layout", marker), ("index.json", index), ("../x", [])], .invalidResponse),
        ([("oci-layout", marker), ("/index.json", index)], .invalidResponse),
        (
            [
                ("oci-layout", marker),
                ("index.json", [UInt8](repeating: 0x20, count: RegistryLimits.layoutIndexBytes + 1)),
            ],
            .unreadable
        ),
    ]

    // By row: the content of a row would be described, all 16 MiB of it.
    @Test(arguments: archives.indices)
    func broken(row: Int) {
        let (files, code) = Self.archives[row]
        let folder = TemporaryTree()
        folder.write(TarBytes(files.map { (name: $0.0, content: $0.1) }).bytes, to: "a.tar")
        let path = "\(folder.path)/a.tar"
        let error = #expect(throws: RegistryError.self) { try ImageLayout(archive: path) }
        #expect(error?.code == code, "\(error?.message ?? "")")
        #expect(error?.message.hasPrefix(path) == true)
    }

    @Test func noFileAndNoTar() {
        let folder = TemporaryTree(["a.tar": "hello", "b.tar/x": ""])
        func code(_ name: String) -> RegistryError.Code? {
            #expect(throws: RegistryError.self) { try ImageLayout(archive: "\(folder.path)/\(name)") }?.code
        }
        #expect(code("none.tar") == .notFound)
        #expect(code("a.tar") == .invalidResponse)
        #expect(code("b.tar") == .unreadable)
    }

    @Test func links() throws {
        var tar = TarBytes()
        tar.add("oci-layout", Self.marker)
        tar.add("index.json", type: "2", link: "/etc/passwd")
        tar.end()
        let folder = TemporaryTree()
        folder.write(tar.bytes, to: "a.tar")
        let error = #expect(throws: RegistryError.self) { try ImageLayout(archive: "\(folder.path)/a.tar") }
        #expect(error?.code == .notFound)
    }

    @Test func tamperedContentAndAFileThatIsGone() throws {
        let fake = try FakeLayout([("1.0.0", Self.image)])
        let name = "blobs/" + Self.large.digest.replacing(":", with: "/")
        try fake.folder.write("tampered", to: name)
        let folder = TemporaryTree()
        let path = try pack(fake, "", into: folder)
        let layout = try ImageLayout(archive: path)
        let digest = try #require(Digest(Self.large.digest))
        #expect(#expect(throws: RegistryError.self) { try layout.blob(digest) }?.code == .digestMismatch)
        try fake.folder.write(Self.large.bytes, to: name)
        _ = try pack(fake, "", into: folder)
        let open = try ImageLayout(archive: path)
        folder.write(TarBytes([]).bytes, to: "layout.tar")
        #expect(#expect(throws: RegistryError.self) { try open.blob(digest) }?.code == .unreadable)
        #expect(try open.manifest(of: "1.0.0").digest.text == Self.image.digest)
    }

    @Test func theLaterOfEqualNamesCounts() throws {
        let entry =
            #"{"mediaType":"a/b","digest":"\#(FakeImage.digest([1]))","size":1,"annotations":{"org.opencontainers.image.ref.name":"b"}}"#
        let files: [(name: String, content: [UInt8])] = [
            ("oci-layout", Self.marker), ("index.json", Self.index),
            ("./index.json", Array(#"{"manifests":[\#(entry)]}"#.utf8)),
        ]
        let folder = TemporaryTree()
        folder.write(TarBytes(files).bytes, to: "a.tar")
        #expect(try ImageLayout(archive: "\(folder.path)/a.tar").tags().tags == ["b"])
    }
}
