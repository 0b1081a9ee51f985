import SourceYAML

/// Which files of a tree are read, told by their names and by words in their bytes.
enum FileKind {
    /// True for the names that hold YAML: `*.yaml`, `*.yml`, and the bare names that kustomize accepts.
    static func isYAML(_ name: Substring) -> Bool {
        isGoTemplate(name) || name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name == "kustomization"
            || name == "Kustomization"
    }

    /// Templates that helmfile renders. Only a Helmfile is read of them: the rest is values, of which a template may make
    /// anything.
    static func isGoTemplate(_ name: Substring) -> Bool {
        name.hasSuffix(".yaml.gotmpl") || name.hasSuffix(".yml.gotmpl")
    }

    /// True for what may be a Helmfile, told by its name or by a line that only Helmfiles start with.
    static func mayBeHelmfile(path: String, _ bytes: [UInt8]) -> Bool {
        Paths.name(of: path).hasPrefix("helmfile") || helmfileKeys.contains { bytes.starts(with: $0.utf8) }
            || helmfileLines.occur(in: bytes)
    }

    private static let helmfileKeys = ["releases:", "repositories:", "bases:"]
    private static let helmfileLines = ByteWords(helmfileKeys.map { "\n\($0)" })

    static func isKustomization(_ name: Substring) -> Bool {
        switch name {
        case "kustomization.yaml", "kustomization.yml", "kustomization", "Kustomization": true
        default: false
        }
    }

    /// What `flux install` and `flux bootstrap` generate: the next run of theirs writes it anew, whatever we edit.
    static func isGenerated(_ name: Substring) -> Bool {
        name == "gotk-components.yaml"
    }

    static let extraManifests = ByteWords([ExtraManifests.word])

    /// A document that names none of these holds nothing that this version of the tool looks for: kinds of Flux
    /// (`HelmRe` is in `HelmRelease` and `HelmRepository`), sources of Argo CD, charts and patches of
    /// kustomize, manifests from elsewhere, and images.
    ///
    /// An image outside of a release stands under the key `image` or `images`, with or without quotes. Two blanks or a
    /// tab before the colon, or an explicit key (`? image`), would hide it: YAML allows what nobody writes. Definitions
    /// of custom resources describe images by the megabyte and pin none.
    static let words = ByteWords(
        [
            "HelmRe", "HelmChart", "OCIRepository", "ustomization", "repoURL", "targetRevision", "ChartInflator",
            ExtraManifests.word,
            // Pointers of JSON patches.
            "/spec/",
        ],
        keys: ["image"],
        exceptDocumentsWithLine: ["kind: CustomResourceDefinition"]
    )
}
