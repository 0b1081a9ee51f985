/// An OCI image layout in a temporary folder.
public final class FakeLayout: Sendable {
    public let folder: TemporaryFolder

    public var path: String { folder.path }

    /// - Parameter images: by name (`org.opencontainers.image.ref.name`), in this order; `nil` for an entry without
    ///   one.
    public init(_ images: [(name: String?, image: FakeImage)]) throws(TemporaryFolder.CannotWrite) {
        folder = try TemporaryFolder()
        try folder.write(#"{"imageLayoutVersion":"1.0.0"}"#, to: "oci-layout")
        var entries: [String] = []
        for (name, image) in images {
            try write(image)
            let annotations = name.map { #","annotations":{"org.opencontainers.image.ref.name":"\#($0)"}"# } ?? ""
            let size = image.manifest.count
            entries.append(
                #"{"mediaType":"\#(image.mediaType)","digest":"\#(image.digest)","size":\#(size)\#(annotations)}"#)
        }
        try folder.write(#"{"schemaVersion":2,"manifests":[\#(entries.joined(separator: ","))]}"#, to: "index.json")
    }

    private func write(_ image: FakeImage) throws(TemporaryFolder.CannotWrite) {
        for blob in image.blobs { try write(blob.bytes) }
        for child in image.children { try write(child) }
        try write(image.manifest)
    }

    private func write(_ bytes: [UInt8]) throws(TemporaryFolder.CannotWrite) {
        try folder.write(bytes, to: "blobs/" + FakeImage.digest(bytes).replacing(":", with: "/"))
    }
}
