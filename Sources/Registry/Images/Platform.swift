/// The machine that an image is for (image-spec, image-index.md, "platform").
public struct Platform: Sendable, Hashable {
    public let os: String
    public let architecture: String
    public let variant: String?
    /// Of Windows: `10.0.17763.1879`.
    public let osVersion: String?

    public init(os: String, architecture: String, variant: String? = nil, osVersion: String? = nil) {
        self.os = os
        self.architecture = architecture
        self.variant = variant
        self.osVersion = osVersion
    }

    /// Reads `os/architecture[/variant]`: `linux/arm64`, `linux/arm/v7`. Nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { String($0) }
        guard (2...3).contains(parts.count), parts.allSatisfy(Self.isWord) else { return nil }
        self.init(os: parts[0], architecture: parts[1], variant: parts.count == 3 ? parts[2] : nil)
    }

    /// One spelling for each machine, as containerd has it: `aarch64` is `arm64`, `arm64/v8` is `arm64`, `arm` is
    /// `arm/v7`, `amd64/v1` is `amd64`.
    public var normalized: Platform {
        let os = os.lowercased() == "macos" ? "darwin" : os.lowercased()
        let (architecture, variant) = Self.normal(architecture.lowercased(), variant?.lowercased() ?? "")
        return Platform(
            os: os, architecture: architecture, variant: variant.isEmpty ? nil : variant, osVersion: osVersion)
    }

    private static func normal(_ architecture: String, _ variant: String) -> (String, String) {
        switch (architecture, variant) {
        case ("i386", _), ("i686", _): ("386", variant)
        case ("amd64", "v1"), ("x86_64", "v1"), ("x86-64", "v1"): ("amd64", "")
        case ("amd64", _), ("x86_64", _), ("x86-64", _): ("amd64", variant)
        case ("arm64", "v8"), ("arm64", "8"), ("aarch64", "v8"), ("aarch64", "8"): ("arm64", "")
        case ("arm64", _), ("aarch64", _): ("arm64", variant)
        case ("armhf", _): ("arm", "v7")
        case ("armel", _): ("arm", "v6")
        case ("arm", ""), ("arm", "7"): ("arm", "v7")
        case ("arm", "5"), ("arm", "6"), ("arm", "8"): ("arm", "v\(variant)")
        default: (architecture, variant)
        }
    }

    /// What buildx writes for attestations, which run nowhere.
    var isUnknown: Bool { os == "unknown" && architecture == "unknown" }

    private static func isWord(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 64
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2E, 0x2D, 0x5F: true
                default: false
                }
            }
    }
}

extension Platform: CustomStringConvertible {
    /// `linux/arm/v7`, `windows/amd64 10.0.17763`
    public var description: String {
        [os, architecture, variant].compactMap { $0 }.joined(separator: "/") + (osVersion.map { " \($0)" } ?? "")
    }
}
