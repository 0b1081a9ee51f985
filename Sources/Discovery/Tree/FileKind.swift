import SourceYAML

/// Which files of a tree are read, told by their names and by words in their bytes.
enum FileKind {
    /// True for the names that hold YAML: `*.yaml`, `*.yml`, and the bare names that kustomize accepts.
    static func isYAML(_ name: Substring) -> Bool {
        isGoTemplate(name) || name.endsUTF8(".yaml") || name.endsUTF8(".yml") || name == "kustomization"
            || name == "Kustomization"
    }

    /// Templates that helmfile renders: Helmfiles, and values of charts.
    static func isGoTemplate(_ name: Substring) -> Bool {
        name.endsUTF8(".yaml.gotmpl") || name.endsUTF8(".yml.gotmpl")
    }

    /// True for what may be a Helmfile, told by its name or by a line that only Helmfiles start with.
    static func mayBeHelmfile(path: String, _ bytes: [UInt8], _ signs: ByteWords.Signs) -> Bool {
        Paths.name(of: path).startsUTF8("helmfile") || helmfileKeys.contains { bytes.starts(with: $0.utf8) }
            || signs.contains(.helmfileLine)
    }

    private static let helmfileKeys = ["releases:", "repositories:", "bases:", "environments:"]

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
                "HelmRe", "HelmChart", "OCIRepository", "Kustomization", "GitRepository", "ImagePolicy",
                "ImageRepository", "FluxInstance", "ResourceSet", "ChartInflator", "sUpgrade", "pkg.crossplane",
                // Pointers of JSON patches.
                "/spec/",
                // `Application` and `ApplicationSet`.
                ": Application", ": \"Application", ": 'Application",
            ]
                + more,
            keys: ["mage", "imageName", "_IMAGE"] + keys,
            lines: ["ConfigMap", "ConfigMapList", "List"].flatMap(kindLines),
            exceptDocumentsWithLine: kindLines("CustomResourceDefinition"), signs: signs
        )
    }

    private static func kindLines(_ kind: String) -> [String] {
        ["kind: \(kind)", "kind: \"\(kind)\"", "kind: '\(kind)'"]
    }

    private static let signs: [(word: String, sign: ByteWords.Signs)] = {
        var signs: [(word: String, sign: ByteWords.Signs)] = [
            // Go templates, Jinja, and the delimiters that ResourceSets use.
            ("{{", [.action, .template]), ("{%", .template), ("<<", .template), ("${", .variable),
            (SetterMarker.word, [.wanted, .setter]), (ExtraManifests.word, [.wanted, .extraManifests]),
        ]
        for word in AnnotationComment.words { signs.append((word, [.wanted, .annotation])) }
        for key in helmfileKeys { signs.append(("\n\(key)", .helmfileLine)) }
        return signs
    }()
}

/// What else the bytes of a file show, besides that it is worth parsing.
extension ByteWords.Signs {
    /// `${`, which Flux may fill in.
    static let variable = Self(own: 0)
    /// A marker of Flux's image automation.
    static let setter = Self(own: 1)
    static let extraManifests = Self(own: 2)
    static let annotation = Self(own: 3)
    /// `{{`
    static let action = Self(own: 4)
    /// Any delimiter of a template.
    static let template = Self(own: 5)
    /// A line that Helmfiles have at their top.
    static let helmfileLine = Self(own: 6)
}
