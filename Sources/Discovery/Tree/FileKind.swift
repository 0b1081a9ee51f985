import SourceYAML

/// Which files of a tree are read, told by their names and by words in their bytes.
enum FileKind {
    /// True for the names that hold YAML: `*.yaml`, `*.yml`, and the bare names that kustomize accepts.
    static func isYAML(_ name: Substring) -> Bool {
        isGoTemplate(name) || name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name == "kustomization"
            || name == "Kustomization"
    }

    /// Templates that helmfile renders: Helmfiles, and values of charts.
    static func isGoTemplate(_ name: Substring) -> Bool {
        name.hasSuffix(".yaml.gotmpl") || name.hasSuffix(".yml.gotmpl")
    }

    /// True for what may be a Helmfile, told by its name or by a line that only Helmfiles start with.
    static func mayBeHelmfile(path: String, _ bytes: [UInt8]) -> Bool {
        Paths.name(of: path).hasPrefix("helmfile") || helmfileKeys.contains { bytes.starts(with: $0.utf8) }
            || helmfileLines.occur(in: bytes)
    }

    private static let helmfileKeys = ["releases:", "repositories:", "bases:", "environments:"]
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
    /// (`HelmRe` is in `HelmRelease` and `HelmRepository`), sources of Argo CD, charts and patches of kustomize, manifests
    /// from elsewhere, upgrades of nodes (`TalosUpgrade`, `KubernetesUpgrade`), packages of Crossplane, images, and
    /// annotations.
    ///
    /// An image outside of a release stands under a key that ends in `image`, `Image` or `_IMAGE`, with or without quotes. Two
    /// blanks or a tab before the colon, or an explicit key (`? image`), would hide it: YAML allows what nobody writes.
    /// Definitions of custom resources describe images by the megabyte and pin none.
    static let words = words(keys: [])

    /// The words for a file: some files are told by their names to hold what says nothing elsewhere.
    static func words(for path: String) -> ByteWords {
        let name = Paths.name(of: path)
        if ChartDependencies.isNamedLikeOne(name) { return chartWords }
        if ComposeFile.isNamedLikeOne(name) { return composeWords }
        return ValuesFile.isNamedLikeOne(path) ? valuesWords : words
    }

    private static let valuesWords = words(keys: ["tag", "Tag"])
    private static let chartWords = words(["dependencies"], keys: [])
    private static let composeWords = words(["services"], keys: [])

    private static func words(_ more: [String] = [], keys: [String]) -> ByteWords {
        ByteWords(
            [
                "HelmRe", "HelmChart", "OCIRepository", "ustomization", "GitRepository", "ImagePolicy",
                "ImageRepository", "FluxInstance", "ResourceSet", "repoURL", "targetRevision", "kind: ConfigMap",
                SetterMarker.word, "ChartInflator", ExtraManifests.word, "sUpgrade", "pkg.crossplane",
                // Pointers of JSON patches.
                "/spec/",
            ]
                + AnnotationComment.words + more,
            keys: ["mage", "imageName", "_IMAGE"] + keys,
            exceptDocumentsWithLine: ["kind: CustomResourceDefinition"]
        )
    }
}
